import type { Knex } from 'knex';
import { may, type Actor } from '../../../core/actor.js';
import { asTaxCode } from '../../parties/find/query.js';
import type { FoundCase } from '../query.js';
import { foundCases } from './cases.js';
import { foundDocuments, type FoundDocument } from './documents.js';
import type { Group } from './group.js';
import { foundParties, type FoundParty } from './parties.js';
import { foundRegistrations, type FoundRegistration } from './registrations.js';
import { textQuery, typedWords, withAlike, type SearchWord } from './words.js';

export interface Everything {
  parties: Group<FoundParty>;
  cases: Group<FoundCase>;
  registrations: Group<FoundRegistration>;
  documents: Group<FoundDocument>;
  /** Words taken for others that are written almost so; empty when what was typed is what was found. */
  alike: string[];
}

const none = { rows: [], total: 0 };
const nothing: Everything = { parties: none, cases: none, registrations: none, documents: none, alike: [] };

export const countOf = ({ parties, cases, registrations, documents }: Everything): number =>
  parties.total + cases.total + registrations.total + documents.total;

const ofWords = async (
  db: Knex,
  { words, actor, limit }: { words: SearchWord[]; actor: Actor; limit: number },
): Promise<Everything> => {
  const wanted = { query: textQuery(words), actor, limit };
  const [parties, cases, registrations, documents] = await Promise.all([
    // The people of the town are the desk's; an office finds only the cases that are its own
    may(actor, 'operator') ? foundParties(db, { words, actor, limit }) : none,
    foundCases(db, wanted),
    foundRegistrations(db, wanted),
    foundDocuments(db, wanted),
  ]);
  return { parties, cases, registrations, documents, alike: words.flatMap(({ alike }) => alike) };
};

/**
 * Everything that holds the typed words and that the actor may know, one query for each kind. When that is nothing, words
 * written almost so are looked for instead.
 */
export const findEverything = async (
  db: Knex,
  { typed, actor, limit }: { typed: string; actor: Actor; limit: number },
): Promise<Everything> => {
  const words = await typedWords(db, asTaxCode(typed) ?? typed);
  if (words.length === 0) return nothing;
  const found = await ofWords(db, { words, actor, limit });
  if (countOf(found) > 0) return found;
  const widened = await withAlike(db, words);
  return widened ? ofWords(db, { words: widened, actor, limit }) : found;
};
