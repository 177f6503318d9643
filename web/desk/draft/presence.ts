import type { Knex } from 'knex';
import { notify } from '../../../db/listen.js';
import { presenceSeconds } from '../../live/presence.js';

const recently = `seen_at > now() - interval '${presenceSeconds} seconds'`;

/** Notes that somebody has a draft open; the others on it are told when that is new. */
export const seenOnDraft = async (db: Knex, draftId: string, accountId: string): Promise<void> => {
  const { rows } = await db.raw<{ rows: { isNew: boolean }[] }>(
    `with before as (select from case_draft_viewer where draft_id = :draftId and account_id = :accountId and ${recently}),
     noted as (insert into case_draft_viewer (draft_id, account_id, seen_at)
       select id, :accountId, now() from case_draft where id = :draftId
       on conflict (draft_id, account_id) do update set seen_at = now())
     select not exists (select from before) as "isNew"`,
    { draftId, accountId },
  );
  if (rows[0]?.isNew) await notify(db, 'projection', draftId);
};

/** Notes that somebody has closed a draft. */
export const goneFromDraft = async (db: Knex, draftId: string, accountId: string): Promise<void> => {
  await db('case_draft_viewer').where({ draft_id: draftId, account_id: accountId }).delete();
  await notify(db, 'projection', draftId);
};

/** The names of the others who have a draft open now. */
export const othersOnDraft = async (db: Knex, draftId: string, accountId: string): Promise<string[]> =>
  (await db('case_draft_viewer')
    .join('account', 'account.id', 'case_draft_viewer.account_id')
    .where({ draft_id: draftId })
    .whereNot({ account_id: accountId })
    .whereRaw(recently)
    .orderBy('display_name')
    .pluck('display_name')) as string[];
