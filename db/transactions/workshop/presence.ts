import type { Knex } from 'knex';

/** Seconds after which a page that says nothing more counts as closed; pages say so every 20. */
export const presenceSeconds = 50;

export interface Presence {
  draftId: string;
  /** One opening of one page, an id made by the browser. */
  page: string;
  /** What is open there; empty for the draft's own page. */
  path: string;
}

export interface Colleague {
  name: string;
  path: string;
}

/** A page is closed: who opens the next one doesn't find it there. */
export const sayGone = async (db: Knex, { draftId, page }: Presence): Promise<void> => {
  await db('draft_presence').where({ draft_id: draftId, page }).delete();
};

/** Says that a page is open. @returns who else has the draft open now, the same person in another tab too */
export const sayPresent = async (
  db: Knex,
  { draftId, page, path }: Presence,
  { name, at }: { name: string; at: Date },
): Promise<Colleague[]> => {
  await db('draft_presence')
    .insert({ draft_id: draftId, page, account_name: name, path, seen_at: at })
    .onConflict(['draft_id', 'page'])
    .merge();
  const since = new Date(at.getTime() - presenceSeconds * 1000);
  await db('draft_presence').where({ draft_id: draftId }).andWhere('seen_at', '<', since).delete();
  return (await db('draft_presence')
    .where({ draft_id: draftId })
    .whereNot({ page })
    .orderBy('account_name')
    .select({ name: 'account_name', path: 'path' })) as Colleague[];
};
