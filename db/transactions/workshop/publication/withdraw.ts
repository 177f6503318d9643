import type { Knex } from 'knex';
import { demand, type Actor } from '../../../../core/actor.js';
import type { Services } from '../../../../core/services.js';
import { audit } from '../../../audit.js';
import { draftFiles } from '../draft-files.js';
import { noteAuthor } from './authors.js';
import { filesHash, holdRequest, openStates } from './request.js';

/** Takes a request back, also one that was approved for a day to come. @throws ConflictError when it was decided otherwise */
export const withdrawPublication = async (
  { db, clock }: Services,
  actor: Actor & { id: string },
  requestId: string,
): Promise<void> => {
  demand(actor, 'analyst', 'administrator');
  const at = clock.now();
  await db.transaction(async (trx) => {
    const { request } = await holdRequest(trx, requestId, openStates);
    await close(trx, { requestId, answer: `Ritirata da ${actor.name}.` });
    await audit(trx, {
      at,
      actor,
      act: 'officina.pubblicazione-ritirata',
      details: { procedimento: request.procedureId, bozza: request.draftId },
    });
  });
};

/**
 * Somebody has written into a draft: they are one of its authors now, and what was asked for is no longer what stands
 * there. The draft is held by the caller.
 */
export const noteChange = async (
  trx: Knex.Transaction,
  draftId: string,
  { actor, at }: { actor: Actor & { id: string }; at: Date },
): Promise<void> => {
  await noteAuthor(trx, draftId, actor);
  const open = await openRequest(trx, draftId);
  if (!open || open.files_hash === filesHash(await draftFiles(trx, draftId))) return;
  await close(trx, {
    requestId: open.id,
    answer: `${actor.name} ha cambiato la bozza dopo la richiesta: va chiesta di nuovo.`,
  });
  await audit(trx, {
    at,
    actor,
    act: 'officina.pubblicazione-decaduta',
    details: { procedimento: open.procedure_id, bozza: draftId },
  });
};

/** The draft is thrown away: nothing of it can be published any more. */
export const withdrawWithDraft = async (trx: Knex.Transaction, draftId: string): Promise<void> => {
  const open = await openRequest(trx, draftId);
  if (open) await close(trx, { requestId: open.id, answer: 'La bozza è stata eliminata.' });
};

const openRequest = async (trx: Knex, draftId: string) =>
  (await trx('publication_request')
    .where({ draft_id: draftId })
    .whereIn('status', openStates)
    .first('id', 'files_hash', 'procedure_id')) as
    { id: string; files_hash: string; procedure_id: string } | undefined;

const close = (trx: Knex, { requestId, answer }: { requestId: string; answer: string }): Promise<unknown> =>
  trx('publication_request').where({ id: requestId }).update({ status: 'withdrawn', answer });
