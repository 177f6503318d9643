import type { Knex } from 'knex';
import { demand, type Actor } from '../../../core/actor.js';
import { ConflictError, ForbiddenError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { dateInRome } from '../../../law/calendar.js';
import { audit } from '../../audit.js';
import { notify } from '../../listen.js';
import { Ticket, type Series } from '../../models/ticket.js';
import { openingsToday } from '../../opening-hours.js';
import { deskKindOf, queueOrder, wasPresentAtClosing } from './rules.js';

const seatLost = (): ConflictError =>
  new ConflictError('station.lost', {
    message: 'Non sei più a questa postazione.',
    remedy: 'Scegli di nuovo la postazione in cui lavori.',
  });

/** @throws ConflictError unless the actor sits at the station; its row stays locked until the transaction ends */
export const lockSeat = async (
  trx: Knex,
  actor: Actor,
  stationNumber: number,
): Promise<{ series: Series[] }> => {
  demand(actor, 'operator');
  if (!actor.id) throw new ForbiddenError();
  const station = (await trx('station')
    .where({ number: stationNumber, seated_id: actor.id, active: true })
    .forUpdate()
    .first('series')) as { series: Series[] } | undefined;
  if (!station) throw seatLost();
  return station;
};

/** What the station is busy with. */
export const currentTicket = (db: Knex, stationNumber: number): Promise<Ticket | undefined> =>
  Ticket.query(db)
    .where({ station_number: stationNumber })
    .whereIn('status', ['called', 'serving'])
    .first()
    .then((ticket) => ticket);

/** The first of the queue, locked; one that a colleague is calling at this moment is passed over. */
const firstWaiting = async (trx: Knex, series: Series[], at: Date): Promise<Ticket | undefined> => {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `select ticket.id from ticket left join appointment on appointment.id = ticket.appointment_id
     where ticket.day = ? and ticket.status = 'waiting' and ticket.series = any(?)
     order by ${queueOrder} limit 1 for update of ticket skip locked`,
    [dateInRome(at), series, at],
  );
  return rows[0] ? Ticket.query(trx).findById(rows[0].id) : undefined;
};

/** Numbers that a station still had when an earlier day ended: nobody knows when, so no end is noted. */
const closeLeftovers = async (trx: Knex, stationNumber: number, today: string): Promise<void> => {
  await trx('ticket')
    .where({ station_number: stationNumber })
    .where('day', '<', today)
    .whereIn('status', ['called', 'serving'])
    .update({ status: trx.raw(`case status when 'called' then 'no-show' else 'done' end`) });
};

/**
 * Calls the next person to a station. A second click changes nothing: the station keeps the number it has.
 * @returns null when nobody waits for this station
 * @throws ConflictError when the actor doesn't sit there any more
 */
export const callNext = (services: Services, actor: Actor, stationNumber: number): Promise<Ticket | null> =>
  services.db.transaction(async (trx) => {
    const { series } = await lockSeat(trx, actor, stationNumber);
    const at = services.clock.now();
    await closeLeftovers(trx, stationNumber, dateInRome(at));
    const current = await currentTicket(trx, stationNumber);
    if (current) return current;
    const next = await firstWaiting(trx, series, at);
    if (!next) return null;
    const { today } = await openingsToday({ ...services, db: trx }, deskKindOf(next.series));
    const presentAtClosing = wasPresentAtClosing(today, next.takenAt, at);
    const called = await Ticket.query(trx).patchAndFetchById(next.id, {
      status: 'called',
      calledAt: next.calledAt ?? at,
      lastCalledAt: at,
      calls: next.calls + 1,
      stationNumber,
      operatorId: actor.id,
      presentAtClosing: next.presentAtClosing || presentAtClosing,
    });
    await audit(trx, {
      at,
      actor,
      act: 'coda.chiamato',
      partyId: called.partyId,
      details: {
        numero: called.code,
        postazione: stationNumber,
        inCodaAllaChiusura: called.presentAtClosing,
      },
    });
    await notify(trx, 'queue');
    return called;
  });
