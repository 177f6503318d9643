import { demand, type Actor } from '../../core/actor.js';
import { ConflictError, InputError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { Delivery } from '../models/delivery.js';
import { Party } from '../models/party.js';
import { demandNotHeld } from './deliveries/held.js';
import { agentsFor } from './deliveries/recipients.js';
import { heldDelivery, noteDelivered } from './deliveries/settle.js';

export interface HandOver {
  deliveryId: string;
  /** Who collects it for the addressee; null for themselves. */
  agentId?: string | null;
}

/**
 * Notes that a letter was given to the person at the desk, or to who may collect it for them. Handing over twice is refused,
 * so the first date stands; it is the proof of receipt.
 * @throws ConflictError when it isn't on the hand-over list any more, or the case stands still
 * @throws InputError `collectedBy` when the power of who collects has ended (DPR 445/2000 art. 38 c. 3-bis)
 */
export const handOverLetter = async (
  services: Services,
  actor: Actor,
  { deliveryId, agentId = null }: HandOver,
): Promise<void> => {
  demand(actor, 'operator');
  const at = services.clock.now();
  await services.db.transaction(async (trx) => {
    const held = await heldDelivery(trx, deliveryId);
    const { delivery, letter } = held;
    if (delivery.status !== 'to-hand-over') {
      throw new ConflictError('delivery.done', {
        message: 'Questa lettera risulta già consegnata.',
        remedy: 'Apri la pratica per vedere quando e da chi.',
      });
    }
    await demandNotHeld(trx, letter.caseId);
    let detail: string | null = null;
    if (agentId) {
      const principalId = delivery.partyId ?? '';
      const agents = delivery.partyId ? await agentsFor(trx, { caseId: letter.caseId, principalId, at }) : [];
      if (!agents.some(({ id }) => id === agentId)) {
        throw new InputError({
          collectedBy: 'Chi ritira non ha più una procura che valga: registra prima quella nuova.',
        });
      }
      await Delivery.query(trx).patch({ viaId: agentId }).where({ id: delivery.id });
      detail = (await Party.query(trx).findById(agentId).throwIfNotFound()).displayName;
    }
    await noteDelivered(services, trx, held, {
      actor,
      at,
      detail,
      status: 'handed-over',
      act: 'lettera.consegnata',
    });
  });
};
