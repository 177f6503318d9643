import type { Knex } from 'knex';
import { demand, type Actor } from '../../../core/actor.js';
import { ConflictError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { audit } from '../../audit.js';
import { notify } from '../../listen.js';
import { Delivery } from '../../models/delivery.js';
import { heldDelivery, noteEvent, noteFailed } from './settle.js';

/**
 * The person asks to collect at the desk a letter that was to be posted: the desk becomes the way, nothing goes by post.
 * @throws ConflictError when it has been posted meanwhile
 */
export const collectAtDesk = (services: Services, actor: Actor, deliveryId: string): Promise<void> => {
  demand(actor, 'operator');
  return services.db.transaction(async (trx) => {
    const { delivery, letter } = await heldDelivery(trx, deliveryId);
    if (delivery.status !== 'to-post') throw gone();
    const at = services.clock.now();
    await delivery.$query(trx).patch({ channel: 'desk', status: 'to-hand-over', address: null, viaId: null });
    await noteEvent(services, trx, delivery, 'desk-asked', { actor, at });
    const details = { lettera: letter.code };
    await audit(trx, { at, actor, act: 'lettera.da-consegnare', caseId: letter.caseId, details });
    await notify(trx, 'projection', letter.caseId);
  });
};

/**
 * Somebody has waited long enough for a proof: this way counts as failed, the next one opens.
 * @throws ConflictError when the delivery has ended meanwhile
 */
export const giveUpWaiting = (services: Services, actor: Actor, deliveryId: string): Promise<void> => {
  demand(actor, 'operator', 'registrar');
  return services.db.transaction(async (trx) => {
    const held = await heldDelivery(trx, deliveryId);
    if (!['sent', 'accepted', 'posted'].includes(held.delivery.status)) throw gone();
    await noteFailed(services, trx, held, { actor, at: services.clock.now(), detail: 'nessuna ricevuta' });
  });
};

/** What the trail of the desk's own form has said of a letter handed over: the deliveries that wait at the desk end. */
export const waitingAtDesk = async (trx: Knex, letterId: string): Promise<Delivery[]> =>
  Delivery.query(trx).where({ letter_id: letterId, status: 'to-hand-over' }).orderBy('id');

export const gone = (): ConflictError =>
  new ConflictError('delivery.moved', {
    message: 'Questa consegna nel frattempo è andata avanti.',
    remedy: 'Torna all’elenco: mostra a che punto è adesso.',
  });
