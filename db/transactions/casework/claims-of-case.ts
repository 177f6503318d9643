import type { Knex } from 'knex';
import type { Account } from '../../models/account.js';

const openOf = (trx: Knex, caseId: string, accountId: string): Knex.QueryBuilder =>
  trx('task_claim as claim')
    .join('engine_job as job', 'job.key', 'claim.job_key')
    .join('engine_instance as instance', 'instance.key', 'job.instance_key')
    .whereRaw(`job.state in ('created', 'activated', 'failed')`)
    .where({ 'instance.case_id': caseId, 'claim.account_id': accountId });

/** Gives the open tasks that somebody holds in a case back to the office. */
export const releaseClaims = async (
  trx: Knex,
  { caseId, accountId }: { caseId: string; accountId: string },
): Promise<void> => {
  await trx('task_claim')
    .where({ account_id: accountId })
    .whereIn('job_key', openOf(trx, caseId, accountId).select('claim.job_key'))
    .delete();
};

/** Moves the open tasks that somebody holds in a case to a colleague, with what was typed; other offices' stay free. */
export const moveClaims = async (
  trx: Knex,
  { caseId, fromId, to, at }: { caseId: string; fromId: string; to: Account; at: Date },
): Promise<void> => {
  const keys = (await openOf(trx, caseId, fromId)
    .whereRaw('job.groups @> array[?]::text[]', [to.officeId ?? ''])
    .pluck('claim.job_key')) as string[];
  if (keys.length === 0) return;
  await trx.raw(
    `insert into task_draft (job_key, account_id, case_id, data, reason, updated_at)
     select job_key, ?, case_id, data, reason, ? from task_draft where job_key = any(?::bigint[]) and account_id = ?
     on conflict (job_key, account_id) do nothing`,
    [to.id, at, keys, fromId],
  );
  await trx('task_claim').whereIn('job_key', keys).update({ account_id: to.id, claimed_at: at, note: null });
};
