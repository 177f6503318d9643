import type { Knex } from 'knex';
import type { Actor } from '../../../../core/actor.js';
import { ForbiddenError } from '../../../../core/errors.js';
import type { PublicationRequest } from './request.js';

/** Notes that somebody had a hand in a draft. */
export const noteAuthor = (trx: Knex, draftId: string, { id }: { id: string }): Promise<unknown> =>
  trx('draft_author')
    .insert({ draft_id: draftId, account_id: id })
    .onConflict(['draft_id', 'account_id'])
    .ignore();

/** Whether somebody may decide on a request: neither who asked nor who wrote any of it. */
export const mayDecide = async (
  db: Knex,
  { id }: Pick<Actor, 'id'>,
  { askedById, draftId }: PublicationRequest,
): Promise<boolean> =>
  id !== null &&
  id !== askedById &&
  !(await db('draft_author').where({ draft_id: draftId, account_id: id }).first('account_id'));

/** @throws ForbiddenError for who asked or wrote: four eyes see what two have overlooked */
export const demandSecondPerson = async (
  db: Knex,
  actor: Pick<Actor, 'id'>,
  request: PublicationRequest,
): Promise<void> => {
  if (await mayDecide(db, actor, request)) return;
  throw new ForbiddenError(
    'Hai chiesto o scritto tu questa modifica: la decide un’altra persona, analista o amministratore.',
  );
};
