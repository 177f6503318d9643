import type { Knex } from 'knex';

/**
 * A case goes on in a new instance: who had taken its task up has it still, and what was typed in its form is there.
 * @param instances root instances of which a task has come, or that are known to be a case's since this delivery
 */
export const carryOver = async (trx: Knex.Transaction, instances: string[]): Promise<void> => {
  await trx.raw(
    `with pair as (
       select former.key as former, anew.key as anew
       from engine_instance successor
       join moved_case moved on moved.case_id = successor.case_id and moved.way = 'resume'
         and moved.instance_key <> successor.key
       join engine_job anew on anew.instance_key = successor.key and anew.kind = 'task'
         and anew.element_id = any(moved.targets)
       join lateral (
         select key from engine_job
         where instance_key = moved.instance_key and kind = 'task' and state = 'cancelled'
         order by ended_at desc limit 1) former on true
       where successor.key = any(?::bigint[]) and successor.parent_key is null
     ), claims as (
       insert into task_claim (job_key, account_id, claimed_at, note)
       select pair.anew, claim.account_id, claim.claimed_at, claim.note
       from pair join task_claim claim on claim.job_key = pair.former on conflict do nothing)
     insert into task_draft (job_key, account_id, case_id, data, reason, updated_at)
     select pair.anew, draft.account_id, draft.case_id, draft.data, 'draft', draft.updated_at
     from pair join task_draft draft on draft.job_key = pair.former on conflict do nothing`,
    [instances],
  );
};
