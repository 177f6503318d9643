import { monthsLater, powerRule } from './own-powers.js';
import type { TermState } from './term/ledger.js';

/** What the law makes of a term's end, as sheets say it. */
export type TermEnd = 'atto' | 'silenzio-assenso' | 'silenzio-diniego' | 'controllo';

/** What silence does where it does something: it grants, it refuses, or it closes the control of a SCIA. */
export type SilenceMeaning = 'assenso' | 'diniego' | 'controllo';

const meanings: Record<TermEnd, SilenceMeaning | null> = {
  atto: null,
  'silenzio-assenso': 'assenso', // L. 241/1990 art. 20
  'silenzio-diniego': 'diniego', // e.g. L. 241/1990 art. 25 c. 4
  controllo: 'controllo', // L. 241/1990 art. 19 cc. 3, 6-bis
};

export interface Silence {
  meaning: SilenceMeaning;
  /**
   * The term's last day as it is counted. The office works towards this one and has no more power after it: whether a
   * holiday gives the office a day more (c.c. art. 2963) is open, a ruling of the regional court would settle it.
   */
  formsAfter: string;
  /** The last day moved over holidays: only after it is the silence attested to others. */
  attestedAfter: string;
  isFormed: boolean;
  isAttestable: boolean;
}

/**
 * What silence does, or did, to a case (L. 241/1990 artt. 19, 20, 25).
 * @param end what the sheet says of the term's end
 * @param moment today, and the day on which the case was decided or closed; null: it wasn't
 * @returns null where silence means nothing, where nobody knows when the term ends, and where an act came in time
 */
export const silenceOf = (
  state: TermState,
  end: TermEnd,
  { today, decidedOn }: { today: string; decidedOn: string | null },
): Silence | null => {
  const meaning = meanings[end];
  const { due, dueUnrolled, endedOn } = state;
  if (meaning === null || due === null || dueUnrolled === null || state.status === 'awaiting') return null;
  const acted = [endedOn, decidedOn].filter((day): day is string => day !== null).sort()[0] ?? null;
  if (acted !== null && acted <= dueUnrolled) return null;
  return {
    meaning,
    formsAfter: dueUnrolled,
    attestedAfter: due,
    isFormed: today > dueUnrolled,
    isAttestable: today > due && (acted === null || acted > due),
  };
};

/** Whether silence has taken the power to say no: a late refusal is free to follow a silent one. */
export const barsRefusal = (silence: Silence | null): boolean =>
  silence !== null && silence.isFormed && silence.meaning !== 'diniego';

/** The power that is left once silence has spoken: its last day, and whether that has passed. */
export interface PowerLeft {
  lastDay: string;
  months: number;
  isOver: boolean;
}

/** What is left is to annul of the Comune's own motion, within months from the term's end (L. 241/1990 art. 21-nonies). */
export const powerLeft = ({ attestedAfter }: Silence, today: string): PowerLeft | null => {
  const limit = powerRule('annullamento', today)?.limit;
  if (limit?.within !== 'months') return null;
  const lastDay = monthsLater(attestedAfter, limit.months);
  return { lastDay, months: limit.months, isOver: today > lastDay };
};
