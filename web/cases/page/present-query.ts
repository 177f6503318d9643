import type { Knex } from 'knex';

export interface OpenWork {
  key: string;
  elementId: string;
  groups: string[];
  dueAt: Date | null;
  holder: string | null;
  /** Sent to the engine, which has not gone on yet. */
  isSent: boolean;
}
export interface Passage {
  elementId: string;
  type: string;
  state: 'active' | 'completed' | 'terminated';
  enteredAt: Date;
  leftAt: Date | null;
}

/** Everything that tells where a case is now and how it came there, as the projection knows it. */
export interface EngineView {
  tasks: OpenWork[];
  /** Automatic steps under way. */
  steps: { elementId: string; retries: number }[];
  incidents: { key: string; elementId: string }[];
  passages: Passage[];
  flows: string[];
  /** Messages awaited. */
  awaited: string[];
  /** When the engine goes on by itself, soonest first, and at which event. */
  timers: { elementId: string; dueAt: Date }[];
  /** The engine has set an instance aside for good. */
  isBanned: boolean;
  isStarted: boolean;
  isPending: boolean;
}

const openStates = ['created', 'activated', 'failed'];

const instancesOf = (db: Knex, caseId: string): Knex.QueryBuilder =>
  db('engine_instance').where({ case_id: caseId }).select('key');

/** One query for each list, all at once. */
export const engineView = async (db: Knex, caseId: string): Promise<EngineView> => {
  const ofCase = (column: string) => (query: Knex.QueryBuilder) =>
    void query.whereIn(column, instancesOf(db, caseId));
  const [jobs, incidents, passages, flows, awaited, timers, flags] = await Promise.all([
    db('engine_job as job')
      .leftJoin('task_claim as claim', 'claim.job_key', 'job.key')
      .leftJoin('account', 'account.id', 'claim.account_id')
      .leftJoin('task_result as result', 'result.job_key', 'job.key')
      .modify(ofCase('job.instance_key'))
      .whereIn('job.state', openStates)
      .orderByRaw(`coalesce(job.due_at, 'infinity'), job.key`)
      .select({
        key: 'job.key',
        kind: 'job.kind',
        elementId: 'job.element_id',
        groups: 'job.groups',
        dueAt: 'job.due_at',
        retries: 'job.retries',
        holder: 'account.display_name',
        isSent: db.raw('result.job_key is not null'),
      }),
    db('engine_incident')
      .modify(ofCase('instance_key'))
      .where({ state: 'created' })
      .orderBy('created_at')
      .select({ key: 'key', elementId: 'element_id' }),
    db('engine_element').modify(ofCase('instance_key')).orderBy('position').select({
      elementId: 'element_id',
      type: 'type',
      state: 'state',
      enteredAt: 'entered_at',
      leftAt: 'left_at',
    }),
    db('engine_flow').modify(ofCase('instance_key')).orderBy('position').pluck('flow_id'),
    db('engine_subscription').modify(ofCase('instance_key')).where({ state: 'open' }).pluck('message_name'),
    db('engine_timer')
      .modify(ofCase('instance_key'))
      .where({ state: 'open' })
      .orderBy('due_at')
      .select({ elementId: 'element_id', dueAt: 'due_at' }),
    db.raw<{ rows: { isBanned: boolean; isStarted: boolean; isPending: boolean }[] }>(
      `select
         exists (select from engine_error e join engine_instance i on i.key = e.instance_key
           where i.case_id = :caseId and i.state = 'active') as "isBanned",
         exists (select from engine_instance where case_id = :caseId) as "isStarted",
         exists (select from engine_command where case_id = :caseId and status = 'pending') as "isPending"`,
      { caseId },
    ),
  ]);
  const work = jobs as (OpenWork & { kind: 'task' | 'job'; retries: number })[];
  const flag = flags.rows[0];
  return {
    tasks: work.filter(({ kind }) => kind === 'task'),
    steps: work.filter(({ kind }) => kind === 'job'),
    incidents: incidents as EngineView['incidents'],
    passages: passages as Passage[],
    flows: flows as string[],
    awaited: [...new Set(awaited as string[])],
    timers: timers as EngineView['timers'],
    isBanned: flag?.isBanned ?? false,
    isStarted: flag?.isStarted ?? false,
    isPending: flag?.isPending ?? false,
  };
};
