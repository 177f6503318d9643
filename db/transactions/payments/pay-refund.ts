import { demand, type Actor } from '../../../core/actor.js';
import { ConflictError, InputError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { centsText } from '../../../law/payments.js';
import { audit } from '../../audit.js';

/**
 * Notes the payment order (mandato) by which the accounts office gave money back (TUEL art. 185).
 * @throws InputError without a number, ConflictError `refund.paid` when it has one
 */
export const payRefund = (
  { db, clock }: Services,
  actor: Actor,
  { refundId, mandate, caseId }: { refundId: string; mandate: string; caseId: string | null },
): Promise<void> => {
  demand(actor, 'officer', 'responsible');
  if (!/^[\w/ .-]{1,40}$/.test(mandate)) {
    throw new InputError({ mandate: 'Scrivi il numero del mandato, per esempio 1234/2026.' });
  }
  return db.transaction(async (trx) => {
    const at = clock.now();
    const [row] = (await trx('payment_refund')
      .where({ id: refundId })
      .whereNull('mandate')
      .update({ mandate, paid_at: at, paid_by: actor.name })
      .returning('amount_cents')) as { amount_cents: number }[];
    if (!row) {
      throw new ConflictError('refund.paid', {
        message: 'Questo rimborso risulta già pagato.',
        remedy: 'Guarda nell’elenco il numero del mandato.',
      });
    }
    await audit(trx, {
      at,
      actor,
      act: 'rimborso.pagato',
      caseId,
      details: { importo: centsText(row.amount_cents), mandato: mandate },
    });
  });
};
