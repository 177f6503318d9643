import { Temporal } from 'temporal-polyfill';
import { isHoliday, isWorkingDay, shiftDate } from './holidays.js';

export type DayKind = 'calendario' | 'lavorativi';

const zone = 'Europe/Rome';

/** The date in Rome at a moment. @returns `yyyy-mm-dd` */
export const dateInRome = (at: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();

/** The last second of a date in Rome. */
export const endOfDay = (date: string): Date =>
  new Date(
    Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: '23:59:59' })
      .epochMilliseconds,
  );

/** Noon of a date in Rome: a moment for what is known by its day alone. */
export const middayOf = (date: string): Date =>
  new Date(
    Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: '12:00' }).epochMilliseconds,
  );

/**
 * The date on which a term of days ends: the first day is excluded, the last included, holidays inside count; when the
 * last is a holiday the term ends on the next day that isn't (c.c. art. 2963). Saturday is not a holiday.
 * @param from `yyyy-mm-dd`, the day it starts from
 * @returns `yyyy-mm-dd`
 */
export const addCalendarDays = (from: string, days: number): string => {
  let last = shiftDate(from, days);
  while (isHoliday(last)) last = shiftDate(last, 1);
  return last;
};

/**
 * The date some working days later, the first day excluded.
 * @param patron `MM-DD`, only for the office's own agenda: terms and due dates don't know the patron saint, so that the
 *   same term is the same date wherever it is computed
 */
export const addWorkingDays = (from: string, days: number, patron: string | null = null): string => {
  let last = from;
  for (let left = days; left > 0;) {
    last = shiftDate(last, 1);
    if (isWorkingDay(last, patron)) left -= 1;
  }
  return last;
};

/** Adds a term of either kind. */
export const addDays = (from: string, days: number, kind: DayKind): string =>
  kind === 'lavorativi' ? addWorkingDays(from, days) : addCalendarDays(from, days);

/** The due date of a case presented at a moment, by its sheet's term. @returns `yyyy-mm-dd` */
export const dueDate = (presented: Date, term: { days: number; kind: DayKind }): string =>
  addDays(dateInRome(presented), term.days, term.kind);

const rule = /^\s*(\d{1,4})\s+giorn[oi](\s+lavorativ[oi])?\s*$/i;

/** True for what `dueAt` understands. */
export const isDueRule = (text: string): boolean => rule.test(text);

/**
 * When a task is due by the rule the diagram gives: "5 giorni", "2 giorni lavorativi".
 * @returns the last second of that date in Rome, or null when the rule isn't understood
 */
export const dueAt = (text: string, from: Date): Date | null => {
  const found = rule.exec(text);
  if (!found) return null;
  return endOfDay(addDays(dateInRome(from), Number(found[1]), found[2] ? 'lavorativi' : 'calendario'));
};
