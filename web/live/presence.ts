import type { Knex } from 'knex';
import { notify } from '../../db/listen.js';

/** Somebody who hasn't been seen on a task for this long isn't looking any more (seconds of the wall clock). */
export const presenceSeconds = 40;

/** Notes that somebody has a task open; the others on it are told when that is new. */
export const seen = async (db: Knex, jobKey: string, accountId: string, caseId: string): Promise<void> => {
  const { rows } = await db.raw<{ rows: { isNew: boolean }[] }>(
    `with before as (select seen_at from task_viewer where job_key = :jobKey and account_id = :accountId),
     noted as (insert into task_viewer (job_key, account_id, seen_at) values (:jobKey, :accountId, now())
       on conflict (job_key, account_id) do update set seen_at = now())
     select not exists (select from before where seen_at > now() - interval '${presenceSeconds} seconds') as "isNew"`,
    { jobKey, accountId },
  );
  if (rows[0]?.isNew) await notify(db, 'projection', caseId);
};

/** Notes that somebody has closed a task. */
export const gone = async (db: Knex, jobKey: string, accountId: string, caseId: string): Promise<void> => {
  await db('task_viewer').where({ job_key: jobKey, account_id: accountId }).delete();
  await notify(db, 'projection', caseId);
};

/** SQL of the names of those who look at `job` besides one's own account, which is its one parameter. */
export const othersLooking = `array(
  select viewer_account.display_name from task_viewer viewer
  join account viewer_account on viewer_account.id = viewer.account_id
  where viewer.job_key = job.key and viewer.account_id <> ?
    and viewer.seen_at > now() - interval '${presenceSeconds} seconds'
  order by viewer_account.display_name)`;
