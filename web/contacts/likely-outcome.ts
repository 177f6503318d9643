import type { ItemOutcome, Outcome } from '../../db/transactions/contact-words.js';

/** How a contact probably ends, by what was noted last: offered first, so that closing is one key. */
export const likelyOutcome = (last: ItemOutcome | null | undefined, caseId: string | null): Outcome => {
  if (last === 'asked-office' || last === 'case-opened') return last;
  return caseId ? 'case-continued' : 'answered';
};
