import type { Knex } from 'knex';
import { Temporal } from 'temporal-polyfill';
import type { Services } from '../core/services.js';
import { dateInRome } from '../law/calendar.js';
import { isHoliday, weekday } from '../law/holidays.js';
import type { DeskKind } from './stations.js';

/** From when to when a desk is open on one day. */
export interface Opening {
  opens: Date;
  closes: Date;
}

const momentInRome = (date: string, time: string): Date =>
  new Date(Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime('Europe/Rome').epochMilliseconds);

/** True on Sundays, public holidays and the patron's day: the desks stay closed whatever their hours say. */
export const isClosedDay = (date: string, patron: string): boolean =>
  isHoliday(date) || date.slice(5) === patron;

const openings = (rows: { opens: string; closes: string }[], date: string): Opening[] =>
  rows.map(({ opens, closes }) => ({ opens: momentInRome(date, opens), closes: momentInRome(date, closes) }));

/** The openings of a desk on a date, in order; none on a holiday. @param date `yyyy-mm-dd` in Rome */
export const openingsOf = async (
  db: Knex,
  deskId: string,
  date: string,
  patron: string,
): Promise<Opening[]> => {
  if (isClosedDay(date, patron)) return [];
  const rows = (await db('desk_hours')
    .where({ desk_id: deskId, weekday: weekday(date) })
    .orderBy('opens')
    .select('opens', 'closes')) as { opens: string; closes: string }[];
  return openings(rows, date);
};

/** The openings of today of all desks of a kind, and whether one of them gives numbers outside them too. */
export const openingsToday = async (
  { db, clock, catalogue }: Pick<Services, 'db' | 'clock' | 'catalogue'>,
  kind: DeskKind,
): Promise<{ today: Opening[]; outsideHours: boolean }> => {
  const date = dateInRome(clock.now());
  const desks = (await db('desk')
    .leftJoin('desk_hours as hours', (on) =>
      on.on('hours.desk_id', 'desk.id').andOnVal('hours.weekday', weekday(date)),
    )
    .where({ 'desk.kind': kind, 'desk.active': true })
    .orderBy('hours.opens')
    .select({ opens: 'hours.opens', closes: 'hours.closes', outside: 'desk.tickets_outside_hours' })) as {
    opens: string | null;
    closes: string | null;
    outside: boolean;
  }[];
  const known = desks.flatMap(({ opens, closes }) => (opens && closes ? [{ opens, closes }] : []));
  return {
    today: isClosedDay(date, catalogue.municipality.patron) ? [] : openings(known, date),
    outsideHours: desks.some(({ outside }) => outside),
  };
};
