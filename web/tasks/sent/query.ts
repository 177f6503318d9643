import type { Knex } from 'knex';
import { openTasks, onlyFree, type Person } from '../../inbox/query.js';

/** What has become of a task after it was sent. */
export interface AfterSending {
  caseStatus: 'open' | 'closed';
  outcome: string | null;
  commandStatus: 'pending' | 'accepted' | 'refused' | null;
  commandError: string | null;
  attempts: number;
  /** Something of the case is on its way without a person: a command, an automatic step, the sent task itself. */
  isWorking: boolean;
  /** The history has reached the end of the sent task, and the case stands still somewhere. */
  isSettled: boolean;
}

/** The innermost places where a case is now. */
const activeLeaf = `from engine_element leaf join engine_instance i on i.key = leaf.instance_key
  where i.case_id = case_file.id and leaf.state = 'active'
    and leaf.type not in ('PROCESS', 'SUB_PROCESS', 'EVENT_SUB_PROCESS', 'CALL_ACTIVITY', 'MULTI_INSTANCE_BODY')`;

/**
 * A person, the outside world or somebody who mends is awaited; any other place is passed by itself in a moment. The
 * elements and the jobs come in two lanes of the stream: a task's or step's place may be known before its job.
 */
const standsStill = `(leaf.type in ('INTERMEDIATE_CATCH_EVENT', 'RECEIVE_TASK', 'EVENT_BASED_GATEWAY')
  or exists (select from engine_job open where open.element_key = leaf.key and open.kind = 'task'
    and open.state in ('created', 'activated', 'failed'))
  or exists (select from engine_incident block where block.element_key = leaf.key and block.state = 'created'))`;

/** One question, all answers: how far the engine has come with a sent task. */
export const afterSending = async (db: Knex, jobKey: string): Promise<AfterSending | undefined> => {
  const { rows } = await db.raw<{ rows: AfterSending[] }>(
    `select case_file.status as "caseStatus", case_file.outcome, command.status as "commandStatus",
       command.last_error as "commandError", coalesce(command.attempts, 0) as attempts,
       job.ended_at is null
         or exists (select from engine_command other where other.case_id = case_file.id and other.status = 'pending')
         or exists (select from engine_job step join engine_instance i on i.key = step.instance_key
              where i.case_id = case_file.id and step.kind = 'job' and step.state in ('created', 'activated', 'failed')
                and not exists (select from engine_incident where job_key = step.key and state = 'created'))
         as "isWorking",
       case_file.status = 'closed' or (
         exists (select from engine_element own where own.key = job.element_key and own.state <> 'active')
         and exists (select ${activeLeaf} and ${standsStill})
         and not exists (select ${activeLeaf} and not ${standsStill}))
         as "isSettled"
     from engine_job job
     join engine_instance instance on instance.key = job.instance_key
     join case_file on case_file.id = instance.case_id
     left join lateral (select * from engine_command
       where engine_command.case_id = case_file.id and kind = 'complete-job' and payload ->> 'jobKey' = job.key::text order by id desc limit 1) command on true
     where job.key = ?`,
    [jobKey],
  );
  return rows[0];
};

/** The next task of the same case that is the actor's: one they hold, or one of their office that nobody holds. */
export const nextOfCase = async (
  db: Knex,
  actor: Person,
  { caseId, after }: { caseId: string; after: string },
): Promise<string | null> => {
  const mine = openTasks(db, actor).where('case_file.id', caseId).whereNot('job.key', after);
  const row = (await mine
    .where((either) =>
      either.where('claim.account_id', actor.id).orWhere((free) => void free.modify(onlyFree(actor))),
    )
    .orderByRaw('(claim.account_id is null), job.created_at desc')
    .first('job.key')) as { key: string } | undefined;
  return row?.key ?? null;
};
