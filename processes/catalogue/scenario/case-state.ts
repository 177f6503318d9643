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
  /**
   * A start or a task that the engine has and the projection doesn't show yet, automated steps under way, commands that
   * wait to be sent, timers that are due, and what the diagram is to be told by now.
   */
  isMoving: boolean;
  incidents: string[];
}

const read = `
  with own as (select key from engine_instance where case_id = :caseId)
  select status, outcome,
    (select coalesce(json_agg(json_build_object('key', key::text, 'elementId', element_id, 'groups', groups)), '[]')
       from engine_job where instance_key in (select key from own) and state in ('created', 'failed') and kind = 'task'
          and not exists (select from task_result where job_key = engine_job.key)
    ) as tasks,
    status = 'open' and not exists (select from own)
      or exists (select from engine_job where instance_key in (select key from own)
        and (state in ('created', 'failed') and kind = 'job' and retries > 0
          or state = 'created' and exists (select from task_result where job_key = engine_job.key)))
      or exists (select from engine_command where case_id = :caseId and status = 'pending')
      or exists (select from engine_timer
        where instance_key in (select key from own) and state = 'open' and due_at <= :now)
      or status = 'open'
        and exists (select from term_alarm where case_id = :caseId and sent_at is null and due_at <= :now)
      as "isMoving",
    (select coalesce(json_agg(element_id || ': ' || error_message), '[]')
       from engine_incident where instance_key in (select key from own) and state = 'created') as incidents
  from case_file where id = :caseId`;

/**
 * Reads a case's state, as of one moment.
 * @param now by the office's clock
 */
export const caseState = async (db: Knex, caseId: string, now: Date): Promise<CaseState> => {
  const { rows } = await db.raw<{ rows: CaseState[] }>(read, { caseId, now });
  const [state] = rows;
  if (!state) throw new Error(`there is no case ${caseId}`);
  return state;
};
