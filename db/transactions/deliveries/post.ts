import { demand, type Actor } from '../../../core/actor.js';
import { InputError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { dateInRome, middayOf } from '../../../law/calendar.js';
import { audit } from '../../audit.js';
import { notify } from '../../listen.js';
import { gone } from './desk.js';
import { demandNotHeld } from './held.js';
import { heldDelivery, noteDelivered, noteEvent, noteFailed } from './settle.js';

/** A registered letter's number: twelve digits, or the thirteen characters of the Universal Postal Union (S10). */
const isTracking = (text: string): boolean => /^(\d{12}|[A-Z]{2}\d{9}[A-Z]{2})$/.test(text);

/** As it is kept: capitals, no spaces and dashes. */
const plain = (typed: string): string => typed.toUpperCase().replace(/[\s.-]/g, '');

/**
 * Notes that a letter was posted as registered mail.
 * @throws InputError `tracking` when that isn't the number of a registered letter, or it was given to another letter
 * @throws ConflictError while the case stands still
 */
export const notePosted = (
  services: Services,
  actor: Actor,
  { deliveryId, tracking }: { deliveryId: string; tracking: string },
): Promise<void> => {
  demand(actor, 'operator', 'registrar');
  const number = plain(tracking);
  if (!isTracking(number))
    throw new InputError({
      tracking: 'Il numero della raccomandata ha 12 cifre, oppure 2 lettere, 9 cifre e 2 lettere.',
    });
  return services.db.transaction(async (trx) => {
    const { delivery, letter } = await heldDelivery(trx, deliveryId);
    if (delivery.status !== 'to-post') throw gone();
    await demandNotHeld(trx, letter.caseId);
    const taken = (await trx('delivery').where({ tracking: number }).first('id')) as
      { id: string } | undefined;
    if (taken) throw new InputError({ tracking: 'Questo numero è già di un’altra lettera.' });
    const at = services.clock.now();
    await delivery
      .$query(trx)
      .patch({ status: 'posted', tracking: number, sentAt: at, doneAt: at, doneBy: actor.id });
    if (letter.status === 'registered') await letter.$query(trx).patch({ status: 'sent' });
    await noteEvent(services, trx, delivery, 'posted', { actor, at, detail: number });
    await audit(trx, {
      at,
      actor,
      act: 'lettera.spedita',
      caseId: letter.caseId,
      details: { lettera: letter.code, raccomandata: number },
    });
    await notify(trx, 'projection', letter.caseId);
  });
};

/**
 * How a registered letter ended. `received`: the card of receipt came back; `kept`: nobody collected it and the post kept it
 * as long as it must, which counts as receipt (c.c. art. 1335); the others: it came back.
 */
export const postOutcomes = ['received', 'kept', 'unknown', 'moved', 'refused', 'deceased'] as const;
export type PostOutcome = (typeof postOutcomes)[number];

const reasons: Record<Exclude<PostOutcome, 'received' | 'kept' | 'refused'>, string> = {
  unknown: 'destinatario sconosciuto o indirizzo insufficiente',
  moved: 'destinatario trasferito',
  deceased: 'destinatario deceduto',
};

/**
 * Notes the card of receipt, or the letter that came back. A refusal by the addressee is a receipt (c.p.c. art. 138 c. 2).
 * @param day ISO day written on the card
 * @throws InputError `day` when it lies before the posting or in the future
 */
export const notePostOutcome = (
  services: Services,
  actor: Actor,
  { deliveryId, outcome, day }: { deliveryId: string; outcome: PostOutcome; day: string },
): Promise<void> => {
  demand(actor, 'operator', 'registrar');
  return services.db.transaction(async (trx) => {
    const held = await heldDelivery(trx, deliveryId);
    const { delivery } = held;
    if (delivery.status !== 'posted' || !delivery.sentAt) throw gone();
    if (day < dateInRome(delivery.sentAt))
      throw new InputError({ day: 'È prima della spedizione: guarda la data sulla cartolina.' });
    if (day > dateInRome(services.clock.now()))
      throw new InputError({ day: 'Questa data non è ancora venuta.' });
    const at = middayOf(day);
    if (outcome === 'received' || outcome === 'kept' || outcome === 'refused') {
      const detail = outcome === 'received' ? null : outcome === 'kept' ? 'compiuta giacenza' : 'rifiutata';
      await noteDelivered(services, trx, held, {
        actor,
        at,
        detail,
        status: 'delivered',
        act: 'lettera.recapitata',
      });
    } else await noteFailed(services, trx, held, { actor, at, detail: reasons[outcome] });
  });
};
