import type { ParsedUrlQuery } from 'node:querystring';

/** How near the due date is; suspended cases stand apart, because nothing is asked of the office there. */
export const bands = ['overdue', 'five', 'ten', 'later', 'suspended'] as const;
export type Band = (typeof bands)[number];

/** Last day of the bands that have one, counted from today. */
export const bandDays = { five: 5, ten: 10 };

export interface DeadlinesState {
  band: Band;
  /** `mine`: cases of which the reader is responsible; an office's id; empty: all that the reader may see. */
  whose: string;
  /** Page that begins after this case. */
  after: string;
}

const text = (value: string | string[] | undefined): string =>
  (typeof value === 'string' ? value : '').trim().slice(0, 100);

/** The board asked for by the address; the overdue ones first. */
export const deadlinesState = (query: ParsedUrlQuery): DeadlinesState => ({
  band: bands.find((band) => band === query['band']) ?? 'overdue',
  whose: text(query['whose']),
  after: text(query['after']),
});

/** The address of a state with some of it changed; a change of filter goes back to the first page. */
export const deadlinesUrl = (state: DeadlinesState, change: Partial<DeadlinesState> = {}): string => {
  const all = Object.entries({ ...state, after: '', ...change }).filter(([, value]) => value !== '');
  return `/deadlines?${new URLSearchParams(all).toString()}`;
};
