import type { Knex } from 'knex';
import { ConflictError } from '../../../core/errors.js';
import { CaseFile } from '../../models/case-file.js';
import { Delivery } from '../../models/delivery.js';
import { Letter } from '../../models/letter.js';
import type { Party } from '../../models/party.js';

/** Whether the case stands still, as after the applicant's death: then nothing leaves by itself. */
export const isHeld = async (trx: Knex, caseId: string): Promise<boolean> =>
  (await CaseFile.query(trx).findById(caseId).throwIfNotFound()).frozenFor !== null;

/** @throws ConflictError `delivery.held` while the case stands still: nobody is given or posted a letter */
export const demandNotHeld = async (trx: Knex, caseId: string): Promise<void> => {
  const { frozenFor } = await CaseFile.query(trx).findById(caseId).throwIfNotFound();
  if (!frozenFor) return;
  throw new ConflictError('delivery.held', {
    message: `La pratica è ferma (${frozenFor}): questa lettera per ora non si spedisce e non si consegna.`,
    remedy: 'Si consegna quando l’ufficio ha deciso che cosa ne è della pratica.',
  });
};

/** What waits for who has died waits for the heir, at the desk. */
export const passToHeir = async (
  trx: Knex.Transaction,
  { caseId, deceasedId, heir }: { caseId: string; deceasedId: string; heir: Party },
): Promise<void> => {
  await Delivery.query(trx)
    .patch({
      partyId: heir.id,
      addressee: heir.displayName,
      channel: 'desk',
      status: 'to-hand-over',
      address: null,
      viaId: null,
    })
    .where({ party_id: deceasedId })
    .whereIn('status', ['to-post', 'to-hand-over'])
    .whereIn('letter_id', Letter.query(trx).where({ case_id: caseId }).select('id'));
};
