import type { Knex } from 'knex';

export interface OpenTaskState {
  key: string;
  elementId: string;
  groups: string[];
}

/** What the projection knows of a case now, as far as a walk needs it. */
export interface CaseState {
  status: string;
  outcome: string | null;
  /** Those that wait for somebody; one that was sent doesn't. */
  tasks: OpenTaskState[];
  /** Automated steps under way, and commands that wait to be sent. */
  isMoving: boolean;
  incidents: string[];
}

/** Reads a case's state in one round trip each for case, jobs, incidents and commands. */
export const caseState = async (db: Knex, caseId: string): Promise<CaseState> => {
  const own = db('engine_instance').where({ case_id: caseId }).select('key');
  const file = (await db('case_file').where({ id: caseId }).first('status', 'outcome')) as {
    status: string;
    outcome: string | null;
  };
  const jobs = (await db('engine_job')
    .leftJoin('task_result', 'task_result.job_key', 'engine_job.key')
    .whereIn('instance_key', own.clone())
    .whereIn('state', ['created', 'failed'])
    .select('key', 'kind', 'groups', 'state', 'retries', {
      elementId: 'engine_job.element_id',
      isSent: db.raw('task_result.job_key is not null'),
    })) as (OpenTaskState & {
    kind: string;
    isSent: boolean;
    state: string;
    retries: number;
  })[];
  const incidents = (await db('engine_incident')
    .whereIn('instance_key', own.clone())
    .where({ state: 'created' })
    .select('element_id', 'error_message')) as { element_id: string; error_message: string }[];
  const commands = (await db('engine_command')
    .where({ case_id: caseId, status: 'pending' })
    .pluck('id')) as string[];
  return {
    ...file,
    tasks: jobs.filter(({ kind, isSent }) => kind === 'task' && !isSent),
    isMoving: commands.length > 0 || jobs.some(({ kind, retries }) => kind === 'job' && retries > 0),
    incidents: incidents.map(({ element_id: id, error_message: message }) => `${id}: ${message}`),
  };
};
