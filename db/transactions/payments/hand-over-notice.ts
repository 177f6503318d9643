import { demand, type Actor } from '../../../core/actor.js';
import type { Services } from '../../../core/services.js';
import { audit } from '../../audit.js';
import { notify } from '../../listen.js';
import { PaymentNotice } from '../../models/payment-notice.js';

/** Notes that the printed notice was given to the person at the desk. The first time stands: again changes nothing. */
export const handOverNotice = (
  { db, clock }: Services,
  actor: Actor,
  { noticeId }: { noticeId: string },
): Promise<void> => {
  demand(actor, 'operator');
  return db.transaction(async (trx) => {
    const at = clock.now();
    const [notice] = (await PaymentNotice.query(trx)
      .patch({ handedOverAt: at, handedOverBy: actor.name })
      .where({ id: noticeId })
      .whereNull('handed_over_at')
      .returning('*')) as unknown as PaymentNotice[];
    if (!notice) return;
    const details = { avviso: notice.noticeNumber };
    await audit(trx, { at, actor, act: 'avviso.consegnato', caseId: notice.caseId, details });
    await notify(trx, 'projection', notice.caseId);
  });
};
