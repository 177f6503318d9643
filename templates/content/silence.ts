import { z } from 'zod';
import { dateInRome } from '../../law/calendar.js';
import type { TermState } from '../../law/term/ledger.js';
import { moment } from '../fields.js';

/** L8: the day from which the term ran and the day on which silence became consent (L. 241/1990 art. 20). */
export const silenceSchema = z.object({ startedOn: moment, formedOn: moment });

/**
 * Read from the ledger alone: nobody writes it, it happens.
 * @returns null where silence means nothing, or hasn't become consent by the moment `at`
 */
export const silenceFromTerm = (
  { from, due, endedOn }: TermState,
  isConsent: boolean,
  at: Date,
): z.input<typeof silenceSchema> | null => {
  if (!isConsent || due === null || dateInRome(at) <= due) return null;
  return endedOn !== null && endedOn <= due ? null : { startedOn: from, formedOn: due };
};
