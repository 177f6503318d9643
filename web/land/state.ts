import type { ParsedUrlQuery } from 'node:querystring';
import { shiftDate } from '../../law/holidays.js';
import { dayOf } from '../list/filters.js';

/** What the reader looks at: a period, and one place or all. */
export interface LandState {
  /** First and last day, `yyyy-mm-dd`. */
  from: string;
  to: string;
  /** The key of a place; empty: all. */
  place: string;
}

/** Days shown when nothing is asked, and at most. */
const usual = 60;
const longest = 366;

const text = (value: string | string[] | undefined): string =>
  (typeof value === 'string' ? value : '').trim().slice(0, 200);

/** The period asked for by the address, mended where it is none: from today, sixty days; never more than a year. */
export const landState = (query: ParsedUrlQuery, today: string): LandState => {
  const from = dayOf(text(query['from'])) ?? today;
  const asked = dayOf(text(query['to'])) ?? shiftDate(from, usual);
  const last = shiftDate(from, longest - 1);
  const to = asked < from ? from : asked > last ? last : asked;
  return { from, to, place: text(query['place']) };
};
