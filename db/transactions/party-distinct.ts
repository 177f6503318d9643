import { demand, type Actor } from '../../core/actor.js';
import type { Services } from '../../core/services.js';
import { audit } from '../audit.js';

/** Notes that two parties that look like one are two: they are no longer offered as a pair. Saying it twice is harmless. */
export const setApart = async (services: Services, actor: Actor, one: string, two: string): Promise<void> => {
  demand(actor, 'operator');
  const at = services.clock.now();
  const [first = '', second = ''] = [one, two].sort();
  await services.db.transaction(async (trx) => {
    const added = (await trx('party_distinct')
      .insert({ first_id: first, second_id: second, at, by_id: actor.id })
      .onConflict(['first_id', 'second_id'])
      .ignore()
      .returning('first_id')) as unknown[];
    if (added.length === 0) return;
    for (const [partyId, withId] of [
      [first, second],
      [second, first],
    ] as const) {
      await audit(trx, { at, actor, act: 'soggetto.distinto', partyId, details: { da: withId } });
    }
  });
};
