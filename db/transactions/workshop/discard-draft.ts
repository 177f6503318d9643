import { demand, type Actor } from '../../../core/actor.js';
import type { Services } from '../../../core/services.js';
import { audit } from '../../audit.js';
import { holdOpenDraft } from './draft.js';
import { withdrawWithDraft } from './publication/withdraw.js';

/** Puts a draft away for good; its files stay in the data bank. @throws ConflictError when it is closed already */
export const discardDraft = async (
  { db, clock }: Services,
  actor: Actor & { id: string },
  draftId: string,
): Promise<void> => {
  demand(actor, 'analyst', 'administrator');
  const at = clock.now();
  await db.transaction(async (trx) => {
    const { procedureId } = await holdOpenDraft(trx, draftId);
    await withdrawWithDraft(trx, draftId);
    await trx('procedure_draft').where({ id: draftId }).update({ status: 'discarded', updated_at: at });
    await audit(trx, {
      at,
      actor,
      act: 'officina.bozza-eliminata',
      details: { procedimento: procedureId, bozza: draftId },
    });
  });
};
