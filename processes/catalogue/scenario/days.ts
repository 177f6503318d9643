import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../../../core/clock.js';
import { isHoliday } from '../../../law/holidays.js';

/** The office's time in Rome. */
export const romeNow = (clock: Clock): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(clock.now().getTime()).toZonedDateTimeISO('Europe/Rome');

/** Milliseconds until so much time has passed. @param duration ISO, as `P30D` */
export const aheadBy = (clock: Clock, duration: string): number => {
  const now = romeNow(clock);
  return now.add(duration).epochMilliseconds - now.epochMilliseconds;
};

/**
 * Milliseconds until a term that begins today has certainly passed: its last day goes to the next one that is no holiday
 * (c.c. art. 2963), and then a day more.
 * @param duration ISO, as `P10D`
 */
export const aheadOfTerm = (clock: Clock, duration: string): number => {
  const now = romeNow(clock);
  let last = now.add(duration);
  while (isHoliday(last.toPlainDate().toString())) last = last.add({ days: 1 });
  return last.add({ days: 1 }).epochMilliseconds - now.epochMilliseconds;
};

/** Milliseconds until noon of the next such day. @param monthDay `MM-DD` */
export const aheadOfDay = (clock: Clock, monthDay: string): number => {
  const now = romeNow(clock);
  const [month = 1, day = 1] = monthDay.split('-').map(Number);
  const noon = now.with({ month, day, hour: 12, minute: 0, second: 0, millisecond: 0 });
  const then = Temporal.ZonedDateTime.compare(noon, now) > 0 ? noon : noon.add({ years: 1 });
  return then.epochMilliseconds - now.epochMilliseconds;
};
