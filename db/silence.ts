import type { Knex } from 'knex';
import { dateInRome } from '../law/calendar.js';
import { silenceOf, type Silence, type TermEnd } from '../law/silence.js';
import type { TermLength, TermState } from '../law/term/ledger.js';
import type { CaseFile } from './models/case-file.js';
import { caseTerm } from './term-ledger.js';

/** Letters that conclude a case (domain document, D): registered before the term's end, they leave silence no room. */
export const concludingLetters: readonly string[] = ['L6', 'L7', 'L10', 'L14', 'L15'];

/** The day on which a case was decided by a registered act, or closed; null while it is neither. */
const decidedOn = async (
  db: Knex,
  { id, closedAt }: Pick<CaseFile, 'id' | 'closedAt'>,
): Promise<string | null> => {
  const row = (await db('letter')
    .where({ case_id: id })
    .whereIn('code', concludingLetters)
    .whereNotNull('registered_at')
    .min({ at: 'registered_at' })
    .first()) as { at: Date | null } | undefined;
  const days = [row?.at ?? null, closedAt].flatMap((at) => (at ? [dateInRome(at)] : []));
  return days.sort()[0] ?? null;
};

/** The term of a case on a day, and what silence does to it: pages, letters and steps ask here. */
export const caseSilence = async (
  db: Knex,
  file: Pick<CaseFile, 'id' | 'presentedAt' | 'closedAt'>,
  term: TermLength & { end: TermEnd },
  today: string,
): Promise<{ state: TermState; silence: Silence | null }> => {
  const state = await caseTerm(db, file, term, today);
  if (term.end === 'atto') return { state, silence: null };
  return { state, silence: silenceOf(state, term.end, { today, decidedOn: await decidedOn(db, file) }) };
};
