import type { Knex } from 'knex';
import type { Services } from '../../../core/services.js';
import { seriesCodes, ticketCode, type Series } from '../../../db/models/ticket.js';
import { openingsToday } from '../../../db/opening-hours.js';
import { deskKindOf, givesNumbers, toleranceMs } from '../../../db/transactions/queue/rules.js';
import { dateInRome } from '../../../law/calendar.js';

export interface OfferedSeries {
  code: Series;
  isOpen: boolean;
  waiting: number;
}

/** The series that some station calls, each with how many wait and whether numbers are given now. */
export const offeredSeries = async (services: Services): Promise<OfferedSeries[]> => {
  const { db, clock } = services;
  const now = clock.now();
  const { rows } = await db.raw<{ rows: { code: Series; waiting: number }[] }>(
    `select called.code, (select count(*)::int from ticket
       where ticket.day = ? and ticket.status = 'waiting' and ticket.series = called.code) as waiting
     from (select distinct unnest(series) as code from station join desk on desk.id = station.desk_id
       where station.active and desk.active) called`,
    [dateInRome(now)],
  );
  const hours = {
    citizens: await openingsToday(services, 'citizens'),
    professionals: await openingsToday(services, 'professionals'),
  };
  return seriesCodes.flatMap((code) => {
    const found = rows.find((row) => row.code === code);
    const { today, outsideHours } = hours[deskKindOf(code)];
    return found ? [{ ...found, isOpen: outsideHours || givesNumbers(today, now) }] : [];
  });
};

export interface TakenTicket {
  code: string;
  takenAt: Date;
  precedence: boolean;
  appointmentAt: Date | null;
  /** How many of its series were waiting before it when asked. */
  ahead: number;
}

/** A number just taken, for the person to read. */
export const takenTicket = async (db: Knex, id: string, day: string): Promise<TakenTicket | undefined> => {
  const { rows } = await db.raw<{ rows: (Omit<TakenTicket, 'code'> & { series: string; number: number })[] }>(
    `select ticket.series, ticket.number, ticket.taken_at as "takenAt", ticket.precedence,
       appointment.starts_at as "appointmentAt",
       (select count(*)::int from ticket before where before.day = ticket.day and before.series = ticket.series
          and before.status = 'waiting' and before.queued_at < ticket.queued_at) as ahead
     from ticket left join appointment on appointment.id = ticket.appointment_id
     where ticket.id = ? and ticket.day = ?`,
    [id, day],
  );
  const [row] = rows;
  return row && { ...row, code: ticketCode(row.series, row.number) };
};

export interface ExpectedAppointment {
  id: string;
  code: string;
  startsAt: Date;
}

/** How long before its hour an appointment can be announced. */
const earlyMs = 60 * 60 * 1000;

/** Appointments that are due about now, by code and hour: their persons announce themselves by touching the code. */
export const expectedAppointments = async (db: Knex, now: Date): Promise<ExpectedAppointment[]> =>
  (await db('appointment')
    .whereNotNull('desk_id')
    .where({ status: 'booked' })
    .whereBetween('starts_at', [new Date(now.getTime() - toleranceMs), new Date(now.getTime() + earlyMs)])
    .orderBy(['starts_at', 'code'])
    .limit(24)
    .select({ id: 'id', code: 'code', startsAt: 'starts_at' })) as ExpectedAppointment[];
