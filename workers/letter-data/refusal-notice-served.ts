import type { Knex } from 'knex';
import type { Decision } from '../../templates/letter-data.js';
import { Letter } from '../../db/models/letter.js';
import { Registration } from '../../db/models/registration.js';
import { standingDeliveries, stateOf } from '../../db/transactions/deliveries/letter-state.js';
import { printedNumber } from '../../db/transactions/register-document.js';
import { dateInRome } from '../../law/calendar.js';

/**
 * The refusal notice (L5) of a case as its proof of receipt tells it: when it was received, when it left, its number.
 * @returns null while no notice was received
 */
export const noticeServed = async (trx: Knex, caseId: string): Promise<Decision['notice']> => {
  const letter = await Letter.query(trx)
    .where({ case_id: caseId, code: 'L5' })
    .whereNotNull('registration_id')
    .orderBy('registered_at', 'desc')
    .first();
  if (!letter?.registrationId) return null;
  const deliveries = await standingDeliveries(trx, letter.id);
  const received = deliveries.length > 0 ? stateOf(deliveries).notificaData : null;
  if (!received) return null;
  const { protocol } = await Registration.query(trx).findById(letter.registrationId).throwIfNotFound();
  return { date: received, protocol: printedNumber(protocol), sent: await leftOn(trx, letter.id) };
};

/** The first day on which it was on its way to anybody: whoever comes to the desk finds it there from then on. */
const leftOn = async (trx: Knex, letterId: string): Promise<string | null> => {
  const row = (await trx('delivery')
    .where({ letter_id: letterId })
    .first(trx.raw('min(coalesce(sent_at, created_at)) as at'))) as { at: Date | null } | undefined;
  return row?.at ? dateInRome(row.at) : null;
};
