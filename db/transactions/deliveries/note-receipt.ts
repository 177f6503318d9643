import type { Knex } from 'knex';
import { systemActor } from '../../../core/actor.js';
import type { Services } from '../../../core/services.js';
import type { Receipt } from '../../../papers/pec/receipt.js';
import { notify } from '../../listen.js';
import type { Delivery } from '../../models/delivery.js';
import type { Letter } from '../../models/letter.js';
import { noteDelivered, noteEvent, noteFailed, type Told } from './settle.js';

interface Held {
  delivery: Delivery;
  letter: Letter;
}

/** What a receipt does to its delivery; what comes twice, or after the end, is only noted. */
type Effect = (services: Services, trx: Knex.Transaction, held: Held, told: Told) => Promise<void>;

const failed: Effect = (services, trx, held, told) => noteFailed(services, trx, held, told);

const accepted: Effect = async (services, trx, { delivery, letter }, told) => {
  await noteEvent(services, trx, delivery, 'accepted', told);
  if (!['sending', 'sent', 'uncertain'].includes(delivery.status)) return;
  // What the provider has accepted has left: a doubt of ours ends here.
  await delivery.$query(trx).patch({ status: 'accepted', sentAt: delivery.sentAt ?? told.at });
  await notify(trx, 'projection', letter.caseId);
};

const noted =
  (kind: string): Effect =>
  (services, trx, { delivery }, told) =>
    noteEvent(services, trx, delivery, kind, told);

const effects: Record<Receipt['kind'], Effect> = {
  accettazione: accepted,
  'presa-in-carico': noted('taken-over'),
  'preavviso-errore-consegna': noted('warned'),
  'avvenuta-consegna': (services, trx, held, told) =>
    noteDelivered(services, trx, held, { ...told, status: 'delivered', act: 'lettera.recapitata' }),
  'non-accettazione': failed,
  'errore-consegna': failed,
  'rilevazione-virus': failed,
};

/**
 * Moves a delivery on by what a PEC provider certifies (DPR 68/2005 artt. 3, 6, 8): it is delivered at the moment that the
 * receipt of delivery states, whether read or not. An addressee without PEC gets no such receipt, so that way has failed.
 */
export const noteReceipt = async (
  services: Services,
  trx: Knex.Transaction,
  held: Held,
  receipt: Receipt,
  { documentId, receivedAt }: { documentId: string; receivedAt: Date },
): Promise<void> => {
  const at = receipt.at ?? receivedAt;
  const told: Told = { actor: systemActor, at, detail: receipt.error, documentId };
  await effects[receipt.kind](services, trx, held, told);
  if (receipt.kind === 'accettazione' && receipt.isOrdinary)
    await noteFailed(services, trx, held, { ...told, detail: 'il destinatario non ha una casella PEC' });
};
