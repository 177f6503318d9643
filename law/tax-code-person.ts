import { birthIn } from './codice-fiscale.js';

/** What a person declares that a tax code also speaks of. Unknown things are null. */
export interface DeclaredBirth {
  birthDate: string | null;
  sex: 'F' | 'M' | null;
  /** Cadastral code of comune or state. */
  birthPlaceCode: string | null;
}

/** Where a code says something else than the person. */
export type Disagreement = 'birthDate' | 'sex' | 'birthPlace';

/**
 * Compares a valid tax code with what the person declares: a warning and never a refusal, because codes are given to
 * persons with other data too, and only the Agenzia delle Entrate can align them. The century is not in the code, and a
 * birth place may have had another name then. Nothing is ever taken from the code into the person's data.
 * @returns nothing for provisional codes of eleven digits
 */
export const disagreements = (code: string, declared: DeclaredBirth): Disagreement[] => {
  const said = birthIn(code);
  if (!said) return [];
  const { birthDate, sex, birthPlaceCode } = declared;
  const found: Disagreement[] = [];
  if (birthDate && birthDate.slice(2) !== said.yearMonthDay) found.push('birthDate');
  if (sex && sex !== said.sex) found.push('sex');
  if (birthPlaceCode && birthPlaceCode !== said.placeCode) found.push('birthPlace');
  return found;
};
