import type { Knex } from 'knex';
import type { Actor } from '../../../core/actor.js';
import { foundParties, type FoundParty } from '../../search/find/parties.js';
import { typedWords, withAlike } from '../../search/find/words.js';

/** Rows shown at most; the page says so when there are more. */
export const partyLimit = 30;

/** Something typed that can only be a tax code: 16 signs of a person's, 11 digits of an organisation's. */
export const asTaxCode = (typed: string): string | null => {
  const code = typed.toUpperCase().replace(/\s/g, '');
  return /^[A-Z]{6}[0-9A-Z]{10}$/.test(code) || /^\d{11}$/.test(code) ? code : null;
};

/**
 * Parties by tax code or by the words of their name in any order, as the search finds them; when nobody is called so,
 * those who are called almost so.
 * @param forgiving false where a single hit is taken without asking: somebody called almost so is somebody else
 * @returns one more than `partyLimit` at most, so that the page knows whether there are more
 */
export const findParties = async (
  db: Knex,
  actor: Actor,
  typed: string,
  { forgiving = true }: { forgiving?: boolean } = {},
): Promise<FoundParty[]> => {
  const words = await typedWords(db, asTaxCode(typed) ?? typed);
  if (words.length === 0) return [];
  const limit = partyLimit + 1;
  const { rows } = await foundParties(db, { words, actor, limit });
  if (rows.length > 0 || !forgiving) return rows;
  const alike = await withAlike(db, words);
  return alike ? (await foundParties(db, { words: alike, actor, limit })).rows : [];
};
