import { Temporal } from 'temporal-polyfill';
import type { DayKind } from '../calendar.js';
import { isHoliday, isWorkingDay, shiftDate } from '../holidays.js';

/** A stretch in which no day counts: after `since`, up to and including `until` (null: without end). */
export interface Stretch {
  since: string;
  until: string | null;
}

/** Whole days from one date to a later one. */
export const daysFrom = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;

/** The first day from this one on that is no holiday (c.c. art. 2963). */
export const rolled = (date: string): string => {
  let day = date;
  while (isHoliday(day)) day = shiftDate(day, 1);
  return day;
};

const isIn = ({ since, until }: Stretch, date: string): boolean =>
  date > since && (until === null || date <= until);

const counts = (date: string, kind: DayKind, stops: readonly Stretch[]): boolean =>
  (kind === 'calendario' || isWorkingDay(date)) && !stops.some((stop) => isIn(stop, date));

/** How many days have counted after `from`, up to and including `to`. */
export const countedDays = (from: string, to: string, kind: DayKind, stops: readonly Stretch[]): number => {
  let counted = 0;
  for (let day = shiftDate(from, 1); day <= to; day = shiftDate(day, 1))
    if (counts(day, kind, stops)) counted += 1;
  return counted;
};

/**
 * The day on which the wanted number of days has counted, before any roll-over.
 * @returns null when a stretch without end stands in the way
 */
export const lastDay = (
  from: string,
  wanted: number,
  kind: DayKind,
  stops: readonly Stretch[],
): string | null => {
  const endless = stops.find(({ until }) => until === null);
  let day = from;
  for (let left = wanted; left > 0;) {
    day = shiftDate(day, 1);
    if (endless && day > endless.since) return null;
    if (counts(day, kind, stops)) left -= 1;
  }
  return day;
};
