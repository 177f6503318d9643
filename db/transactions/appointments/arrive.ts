import { demand, systemActor, type Actor } from '../../../core/actor.js';
import { ConflictError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { dateInRome } from '../../../law/calendar.js';
import { Ticket } from '../../models/ticket.js';
import { toleranceMs } from '../queue/rules.js';
import { insertTicket } from '../queue/take-ticket.js';
import { lockBooked, tell } from './book.js';

/**
 * Somebody has come for an appointment, at the kiosk or at the desk: they get a number which from the hour of the
 * appointment on goes before the others. Who comes later than the tolerance gets an ordinary one. Once.
 * @throws ConflictError on another day than the appointment's
 */
export const arriveForAppointment = (
  services: Services,
  appointmentId: string,
  actor: Actor = systemActor,
): Promise<Ticket> =>
  services.db.transaction(async (trx) => {
    const submissionToken = `appointment ${appointmentId}`;
    await trx.raw('select pg_advisory_xact_lock(hashtext(?))', [submissionToken]);
    const before = await Ticket.query(trx).findOne({ submission_token: submissionToken });
    if (before) return before;
    const { startsAt, partyId, deskKind } = await lockBooked(trx, appointmentId);
    const at = services.clock.now();
    if (dateInRome(startsAt) !== dateInRome(at)) throw notToday();
    const isLate = at.getTime() > startsAt.getTime() + toleranceMs;
    const series = deskKind === 'professionals' ? 'P' : 'S';
    const ticket = await insertTicket(
      trx,
      actor,
      { series, submissionToken, partyId, ...(isLate ? {} : { appointmentId }) },
      at,
    );
    await trx('appointment').where({ id: appointmentId }).update({ status: 'arrived' });
    await tell(trx, actor, { id: appointmentId, act: 'appuntamento.arrivato', at });
    return ticket;
  });

const notToday = (): ConflictError =>
  new ConflictError('appointment.not-today', {
    message: 'Questo appuntamento non è per oggi.',
    remedy: 'Controlla il codice e il giorno, o prendi un numero.',
  });

/** Nobody came for an appointment. @throws ConflictError before the tolerance has passed */
export const missAppointment = async (
  services: Services,
  actor: Actor,
  appointmentId: string,
): Promise<void> => {
  demand(actor, 'operator');
  await services.db.transaction(async (trx) => {
    const { startsAt } = await lockBooked(trx, appointmentId);
    const at = services.clock.now();
    if (at.getTime() < startsAt.getTime() + toleranceMs) {
      throw new ConflictError('appointment.early', {
        message: 'La persona può ancora arrivare: si aspettano dieci minuti.',
        remedy: 'Se non arriva, segnalo dopo.',
      });
    }
    await trx('appointment').where({ id: appointmentId }).update({ status: 'no-show' });
    await tell(trx, actor, { id: appointmentId, act: 'appuntamento.non-presentato', at });
  });
};

/** Notes that the person was reminded of the appointment. */
export const noteReminder = async (
  services: Services,
  actor: Actor,
  appointmentId: string,
): Promise<void> => {
  demand(actor, 'operator');
  await services.db.transaction(async (trx) => {
    await lockBooked(trx, appointmentId);
    const at = services.clock.now();
    const noted = await trx('appointment')
      .where({ id: appointmentId, reminded_at: null })
      .update({ reminded_at: at, reminded_by: actor.id });
    if (noted > 0) await tell(trx, actor, { id: appointmentId, act: 'appuntamento.avvisato', at });
  });
};
