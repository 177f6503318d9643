import type { Knex } from 'knex';
import { Temporal } from 'temporal-polyfill';
import { addWorkingDays, dateInRome } from '../law/calendar.js';

/** Appointments start on the hour, in the morning and in the early afternoon, and last one; one agenda for each office. */
const hours = [8, 9, 10, 11, 14, 15];
const slotMs = 60 * 60 * 1000;
const zone = 'Europe/Rome';
/** Working days ahead that an agenda is open for. */
export const lookAheadDays = 60;

export interface Appointment {
  case_id: string;
  office_id: string;
  activity: string;
  effect_key: string;
  created_at: Date;
}

const startOf = (date: string, hour: number): Date =>
  new Date(
    Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: { hour } }).epochMilliseconds,
  );

const hourInRome = (at: Date): number =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).hour;

/**
 * The places of an agenda in the order in which they are preferred: from tomorrow, within the days wanted those at an hour
 * not tried yet (whoever wasn't in at nine may be in at three), then the others of these days, then what comes after.
 * @param now today is not offered any more
 * @param patron `MM-DD`, on which the office is closed
 */
export const slotsFrom = (
  now: Date,
  patron: string | null,
  withinWorkingDays: number,
  tried: ReadonlySet<number> = new Set(),
): Date[] => {
  const today = dateInRome(now);
  const days = Array.from({ length: lookAheadDays }, (_, index) => addWorkingDays(today, index + 1, patron));
  const places = days.flatMap((date, index) =>
    hours.map((hour) => ({
      start: startOf(date, hour),
      rank: index >= withinWorkingDays ? 2 : tried.has(hour) ? 1 : 0,
    })),
  );
  return places
    .sort((a, b) => a.rank - b.rank || a.start.getTime() - b.start.getTime())
    .map(({ start }) => start);
};

/** Hours of the day at which this case has had the same activity already. */
export const takenHours = async (
  trx: Knex,
  { case_id, office_id, activity }: Pick<Appointment, 'case_id' | 'office_id' | 'activity'>,
): Promise<Set<number>> => {
  const earlier = (await trx('appointment')
    .where({ case_id, office_id, activity })
    .pluck('starts_at')) as Date[];
  return new Set(earlier.map(hourInRome));
};

/**
 * Books the first of the slots that is free. The table refuses two appointments at once: whoever loses the race for a slot
 * goes on to the next one.
 * @returns null when all are taken
 */
export const book = async (
  trx: Knex,
  slots: Date[],
  appointment: Appointment,
): Promise<{ id: string; startsAt: Date } | null> => {
  const taken = (await trx('appointment')
    .where({ office_id: appointment.office_id, desk_id: null })
    .where('starts_at', '>', appointment.created_at)
    .pluck('starts_at')) as Date[];
  const known = new Set(taken.map((start) => start.getTime()));
  for (const startsAt of slots.filter((slot) => !known.has(slot.getTime()))) {
    const [row] = (await trx('appointment')
      .insert({ ...appointment, starts_at: startsAt, ends_at: new Date(startsAt.getTime() + slotMs) })
      .onConflict(trx.raw('(office_id, starts_at) where desk_id is null'))
      .ignore()
      .returning('id')) as { id: string }[];
    if (row) return { id: row.id, startsAt };
  }
  return null;
};
