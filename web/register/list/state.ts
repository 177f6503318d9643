import type { ParsedUrlQuery } from 'node:querystring';
import { readDate } from '../../forms/read-value.js';

/** Which part of the register a person looks at. */
export interface RegisterListState {
  year: number;
  /** `2026-03-02`, or empty for the whole year. */
  day: string;
  /** As typed: `123` or `0000123/2026`. */
  number: string;
  correspondent: string;
  object: string;
  direction: '' | 'incoming' | 'outgoing';
  cancelled: '' | 'yes' | 'no';
  /** The page begins below this number; 0 for the first. */
  before: number;
}

const text = (value: string | string[] | undefined): string =>
  (typeof value === 'string' ? value : '').trim().slice(0, 100);

const oneOf = <T extends string>(value: string, allowed: readonly T[]): T | '' =>
  allowed.find((one) => one === value) ?? '';

const whole = (value: string): number => (/^\d{1,9}$/.test(value) ? Number(value) : 0);

/** The state asked for by the address. @param thisYear shown when the address names none */
export const registerListState = (query: ParsedUrlQuery, thisYear: number): RegisterListState => {
  const day = readDate(text(query['day'])) ?? '';
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day);
  const number = text(query['number']);
  const namedYear = Number(/\/(\d{4})$/.exec(number)?.[1] ?? 0);
  const year = Number(isDay ? day.slice(0, 4) : 0) || namedYear || whole(text(query['year'])) || thisYear;
  return {
    year,
    day: isDay ? day : '',
    number,
    correspondent: text(query['correspondent']),
    object: text(query['object']),
    direction: oneOf(text(query['direction']), ['incoming', 'outgoing'] as const),
    cancelled: oneOf(text(query['cancelled']), ['yes', 'no'] as const),
    before: whole(text(query['before'])),
  };
};

/** The address of a state with some of it changed; changing a filter goes back to the first page. */
export const registerListUrl = (
  state: RegisterListState,
  change: Partial<RegisterListState> = {},
): string => {
  const all = Object.entries({ ...state, before: 0, ...change })
    .filter(([, value]) => value !== '' && value !== 0)
    .map(([name, value]): [string, string] => [name, String(value)]);
  return `/register?${new URLSearchParams(all).toString()}`;
};

/** Whether anything but the year narrows the list. */
export const isFiltered = ({
  day,
  number,
  correspondent,
  object,
  direction,
  cancelled,
}: RegisterListState): boolean => Boolean(day || number || correspondent || object || direction || cancelled);
