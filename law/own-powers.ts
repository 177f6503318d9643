import { Temporal } from 'temporal-polyfill';

/** With what the Comune takes away what somebody has, or forbids what somebody began. */
export const powerNames = ['divieto', 'annullamento', 'ripristino'] as const;
export type PowerName = (typeof powerNames)[number];

/** A power is used within a time: the term of the control, some months from an act, or once refusal was announced in time. */
type PowerLimit = { within: 'control' } | { within: 'notice' } | { within: 'months'; months: number };

export interface PowerRule {
  power: PowerName;
  limit: PowerLimit;
  source: string;
  /** First day in force, `yyyy-mm-dd`. */
  validFrom: string;
  /** Last day in force; null: still. */
  validTo: string | null;
}

const rules: readonly PowerRule[] = [
  {
    power: 'divieto',
    limit: { within: 'control' },
    source: 'art. 19, c. 3, L. 241/1990',
    validFrom: '2015-08-28',
    validTo: null,
  },
  {
    power: 'annullamento',
    limit: { within: 'months', months: 12 },
    source: 'art. 21-nonies L. 241/1990 (testo del 2021)',
    validFrom: '2021-06-01',
    validTo: '2025-12-17',
  },
  {
    power: 'annullamento',
    limit: { within: 'months', months: 6 },
    source: 'art. 21-nonies L. 241/1990',
    validFrom: '2025-12-18',
    validTo: null,
  },
  {
    power: 'ripristino',
    limit: { within: 'notice' },
    source: 'art. 5, c. 5, DL 5/2012 e art. 18-bis DPR 223/1989',
    validFrom: '2012-05-09',
    validTo: null,
  },
];

/** The rule of a power on a day, `yyyy-mm-dd`; null when the law gave no such power then. */
export const powerRule = (power: PowerName, on: string): PowerRule | null =>
  rules.find(
    (rule) => rule.power === power && rule.validFrom <= on && (rule.validTo === null || on <= rule.validTo),
  ) ?? null;

/** The same-numbered day some months later, or the last of that month (c.c. art. 2963). */
export const monthsLater = (from: string, months: number): string =>
  Temporal.PlainDate.from(from).add({ months }).toString();

/** The least days that an order to conform must give, and its source. */
export const conformingDays = { least: 30, source: 'art. 19, c. 3, L. 241/1990' } as const;
