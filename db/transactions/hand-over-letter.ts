import { demand, type Actor } from '../../core/actor.js';
import { ConflictError, NotFoundError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { audit } from '../audit.js';
import { notify } from '../listen.js';
import { Delivery } from '../models/delivery.js';
import { Letter } from '../models/letter.js';

/**
 * Notes that a letter was given to the person at the desk. Handing over twice is refused, so the first date stands.
 * @throws ConflictError when it isn't on the hand-over list any more
 */
export const handOverLetter = async (
  services: Services,
  actor: Actor,
  { deliveryId }: { deliveryId: string },
): Promise<void> => {
  demand(actor, 'operator');
  const at = services.clock.now();
  await services.db.transaction(async (trx) => {
    const delivery = await Delivery.query(trx).findById(deliveryId).forUpdate();
    if (!delivery) throw new NotFoundError('Consegna');
    if (delivery.status !== 'to-hand-over') {
      throw new ConflictError('delivery.done', {
        message: 'Questa lettera risulta già consegnata.',
        remedy: 'Apri la pratica per vedere quando e da chi.',
      });
    }
    await Delivery.query(trx)
      .patch({ status: 'handed-over', doneAt: at, doneBy: actor.id })
      .where({ id: deliveryId });
    await Letter.query(trx).patch({ status: 'handed-over' }).where({ id: delivery.letterId });
    const letter = await Letter.query(trx).findById(delivery.letterId);
    await audit(trx, {
      at,
      actor,
      act: 'lettera.consegnata',
      caseId: letter?.caseId,
      details: { lettera: letter?.code ?? '' },
    });
    await notify(trx, 'projection', letter?.caseId ?? '');
  });
};
