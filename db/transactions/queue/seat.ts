import { demand, type Actor } from '../../../core/actor.js';
import { ConflictError, NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { audit } from '../../audit.js';
import { notify } from '../../listen.js';
import { currentTicket } from './call-ticket.js';

/**
 * Sits down at a station, leaving one's former one. Somebody who forgot to leave it loses it.
 * @throws ConflictError while a colleague serves somebody there
 */
export const takeSeat = (
  services: Services,
  actor: Actor & { id: string },
  number: number,
): Promise<void> => {
  demand(actor, 'operator');
  return services.db.transaction(async (trx) => {
    const station = (await trx('station').where({ number, active: true }).forUpdate().first('seated_id')) as
      { seated_id: string | null } | undefined;
    if (!station) throw new NotFoundError('Postazione');
    if (station.seated_id === actor.id) return;
    if (station.seated_id && (await currentTicket(trx, number))) {
      throw new ConflictError('station.busy', {
        message: `Alla postazione ${number} un collega sta servendo una persona.`,
        remedy: 'Scegli un’altra postazione, o aspetta che abbia finito.',
      });
    }
    const at = services.clock.now();
    await trx('station').where({ seated_id: actor.id }).update({ seated_id: null, seated_at: null });
    await trx('station').where({ number }).update({ seated_id: actor.id, seated_at: at });
    await audit(trx, { at, actor, act: 'postazione.occupata', details: { postazione: number } });
    await notify(trx, 'queue');
  });
};

/** Gets up. */
export const leaveSeat = (services: Services, actor: Actor & { id: string }): Promise<void> =>
  services.db.transaction(async (trx) => {
    const [left] = (await trx('station')
      .where({ seated_id: actor.id })
      .update({ seated_id: null, seated_at: null })
      .returning('number')) as { number: number }[];
    if (!left) return;
    const details = { postazione: left.number };
    await audit(trx, { at: services.clock.now(), actor, act: 'postazione.lasciata', details });
    await notify(trx, 'queue');
  });
