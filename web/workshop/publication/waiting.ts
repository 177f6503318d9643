import type { Knex } from 'knex';
import type { Actor } from '../../../core/actor.js';

export interface WaitingRequest {
  id: string;
  draftId: string;
  title: string;
  status: 'asked' | 'approved';
  reason: string;
  askedBy: string;
  askedAt: Date;
  validFrom: string;
  /** The reader neither asked nor wrote: it waits for them. */
  isYours: boolean;
}

const isYours = `request.status = 'asked' and request.asked_by_id <> :account::uuid and not exists (
  select from draft_author author where author.draft_id = request.draft_id and author.account_id = :account::uuid)`;

/** Requests that wait for somebody's yes or for their day, those for the reader first. */
export const waitingRequests = async (db: Knex, { id }: Actor): Promise<WaitingRequest[]> => {
  const { rows } = await db.raw<{ rows: WaitingRequest[] }>(
    `select request.id, request.draft_id as "draftId", draft.title, request.status, request.reason,
       request.asked_by as "askedBy", request.asked_at as "askedAt", request.valid_from as "validFrom",
       (${isYours}) as "isYours"
     from publication_request request join procedure_draft draft on draft.id = request.draft_id
     where request.status in ('asked', 'approved') order by "isYours" desc, request.asked_at`,
    { account: id },
  );
  return rows;
};

/** How many requests wait for somebody: the number beside the workshop's word in the menu. */
export const requestsToDecide = async (db: Knex, { id }: Actor): Promise<number> => {
  const { rows } = await db.raw<{ rows: { count: number }[] }>(
    `select count(*)::int as count from publication_request request where ${isYours}`,
    { account: id },
  );
  return rows[0]?.count ?? 0;
};
