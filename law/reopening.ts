import { Temporal } from 'temporal-polyfill';
import { dateInRome } from './calendar.js';

/** Why the law lets a closed case be taken up again. */
export interface ReopeningGround {
  id: 'annulment' | 'revocation' | 'material-error' | 'decision';
  source: string;
  /** Months from the closing act within which it is possible, by the day from which the law says so; none: always. */
  months: { validFrom: string; count: number }[];
}

/**
 * The grounds. The months of art. 21-nonies changed with L. 182/2025 (domain.md, «Law is a parameter»). Whether an
 * annulment granted to the person's favour has the same limit is for the office to judge: the text limits the annulment
 * of acts that authorise or grant.
 */
export const reopeningGrounds: readonly ReopeningGround[] = [
  {
    id: 'annulment',
    source: 'L. 241/1990 art. 21-nonies',
    months: [
      { validFrom: '0001-01-01', count: 12 },
      { validFrom: '2025-12-18', count: 6 },
    ],
  },
  { id: 'revocation', source: 'L. 241/1990 art. 21-quinquies', months: [] },
  { id: 'material-error', source: 'autotutela', months: [] },
  { id: 'decision', source: 'D.Lgs. 104/2010 art. 112, DPR 1199/1971', months: [] },
];

/** The same-numbered day some months on, or the last of that month (art. 2963 c.c.). */
export const addMonths = (date: string, months: number): string =>
  Temporal.PlainDate.from(date).add({ months }).toString();

/**
 * The last day on which a ground can be used, by the law in force today.
 * @returns null when the law sets no limit
 */
export const lastDayOf = (ground: ReopeningGround, closedAt: Date, now: Date): string | null => {
  const today = dateInRome(now);
  const inForce = ground.months.findLast(({ validFrom }) => validFrom <= today);
  return inForce ? addMonths(dateInRome(closedAt), inForce.count) : null;
};

/** True while a ground can still be used for a case closed at that moment. */
export const isStillOpen = (ground: ReopeningGround, closedAt: Date, now: Date): boolean => {
  const last = lastDayOf(ground, closedAt, now);
  return last === null || dateInRome(now) <= last;
};
