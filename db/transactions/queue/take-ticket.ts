import type { Knex } from 'knex';
import { systemActor, type Actor } from '../../../core/actor.js';
import { BusinessError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { dateInRome } from '../../../law/calendar.js';
import { audit } from '../../audit.js';
import { nextNumber } from '../../counter.js';
import { notify } from '../../listen.js';
import { Ticket, type Series } from '../../models/ticket.js';
import { openingsToday } from '../../opening-hours.js';
import { deskKindOf, givesNumbers } from './rules.js';

export interface TakeTicket {
  series: Series;
  /** Disability or pregnancy; which of them is not asked. */
  precedence?: boolean;
  /** It goes before the others from its hour on. */
  appointmentId?: string;
  partyId?: string;
  /** A double touch gives one number. */
  submissionToken: string;
}

/** Takes the next number of a series inside a transaction. Numbers of a day are without gap or repeat. */
export const insertTicket = async (
  trx: Knex.Transaction,
  actor: Actor,
  { series, precedence = false, appointmentId, partyId, submissionToken }: TakeTicket,
  at: Date,
): Promise<Ticket> => {
  await trx.raw('select pg_advisory_xact_lock(hashtext(?))', [`ticket ${submissionToken}`]);
  const before = await Ticket.query(trx).findOne({ submission_token: submissionToken });
  if (before) return before;
  const day = dateInRome(at);
  const ticket = await Ticket.query(trx)
    .insert({
      day,
      series,
      number: await nextNumber(trx, `coda ${series} ${day}`, Number(day.slice(0, 4))),
      precedence,
      appointmentId: appointmentId ?? null,
      partyId: partyId ?? null,
      takenAt: at,
      queuedAt: at,
      submissionToken,
    })
    .returning('*');
  await audit(trx, { at, actor, act: 'coda.numero-preso', details: { numero: ticket.code } });
  await notify(trx, 'queue');
  return ticket;
};

/**
 * Gives the next number of a series to somebody at the kiosk or, by an operator, to who can't use it.
 * @throws BusinessError `queue.closed` outside the hours of the desks that serve the series
 */
export const takeTicket = async (
  services: Services,
  input: TakeTicket,
  actor: Actor = systemActor,
): Promise<Ticket> => {
  const at = services.clock.now();
  const { today, outsideHours } = await openingsToday(services, deskKindOf(input.series));
  if (!outsideHours && !givesNumbers(today, at)) throw closed();
  return services.db.transaction((trx) => insertTicket(trx, actor, input, at));
};

const closed = (): BusinessError =>
  new BusinessError('queue.closed', {
    message: 'Adesso lo sportello è chiuso: non si danno numeri.',
    remedy: 'Torna negli orari di apertura, oppure prenota un appuntamento.',
  });
