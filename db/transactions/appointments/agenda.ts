import type { Knex } from 'knex';
import { Temporal } from 'temporal-polyfill';
import type { Services } from '../../../core/services.js';
import { dateInRome } from '../../../law/calendar.js';
import { shiftDate } from '../../../law/holidays.js';
import { openingsOf } from '../../opening-hours.js';
import { toleranceMs } from '../queue/rules.js';
import { slotsOf, usualMinutes, type Slot, type Taken } from './slots.js';

export interface AgendaOf {
  deskId: string;
  procedureId: string;
  /** An appointment being moved doesn't stand in its own way. */
  except?: string;
}

/** How long an appointment for a procedure takes. */
export const minutesOf = async (db: Knex, procedureId: string): Promise<number> => {
  const row = (await db('appointment_length').where({ procedure_id: procedureId }).first('minutes')) as
    { minutes: number } | undefined;
  return row?.minutes ?? usualMinutes;
};

const startOfDay = (date: string): Date =>
  new Date(Temporal.PlainDate.from(date).toZonedDateTime('Europe/Rome').epochMilliseconds);

/** Appointments that hold their time at a desk: kept ones, and those to come; who hasn't come in time holds it no more. */
const taken = async (
  db: Knex,
  { deskId, except }: AgendaOf,
  [from, to]: [string, string],
  now: Date,
): Promise<Taken[]> =>
  (await db('appointment')
    .where({ desk_id: deskId })
    .whereBetween('starts_at', [startOfDay(from), startOfDay(shiftDate(to, 1))])
    .whereRaw(`(status = 'arrived' or (status = 'booked' and starts_at > ?))`, [
      new Date(now.getTime() - toleranceMs),
    ])
    .modify((query) => {
      if (except) void query.whereNot({ id: except });
    })
    .select({ startsAt: 'starts_at', endsAt: 'ends_at' })) as Taken[];

/**
 * The places of a desk on some days, for one procedure.
 * @param from `yyyy-mm-dd`, first day
 * @param days how many days on which the desk is open
 */
export const agendaOf = async (
  { db, clock, catalogue }: Pick<Services, 'db' | 'clock' | 'catalogue'>,
  agenda: AgendaOf,
  { from, days }: { from: string; days: number },
): Promise<{ date: string; slots: Slot[] }[]> => {
  const now = clock.now();
  const minutes = await minutesOf(db, agenda.procedureId);
  const desk = (await db('desk').where({ id: agenda.deskId }).first('parallel')) as
    { parallel: number } | undefined;
  if (!desk) return [];
  const found: { date: string; openings: Awaited<ReturnType<typeof openingsOf>> }[] = [];
  const today = dateInRome(now);
  for (
    let date = from < today ? today : from, tries = 0;
    found.length < days && tries < days * 7;
    tries += 1
  ) {
    const openings = await openingsOf(db, agenda.deskId, date, catalogue.municipality.patron);
    if (openings.some(({ closes }) => closes > now)) found.push({ date, openings });
    date = shiftDate(date, 1);
  }
  const [first, last] = [found[0]?.date, found.at(-1)?.date];
  if (!first || !last) return [];
  const busy = await taken(db, agenda, [first, last], now);
  return found.map(({ date, openings }) => ({
    date,
    slots: slotsOf(openings, { minutes, parallel: desk.parallel, taken: busy, now }),
  }));
};
