import type { Knex } from 'knex';
import type { Actor } from '../../../core/actor.js';
import type { PartyKind } from '../../../db/models/party.js';
import { onlyVisibleCases } from '../../access.js';
import { countLimit, groupOf, type Group } from './group.js';
import { exactQuery, textQuery, type SearchWord } from './words.js';

export interface FoundParty {
  id: string;
  kind: PartyKind;
  name: string;
  taxCode: string | null;
  birthDate: string | null;
  street: string | null;
  municipality: string | null;
  /** Open cases that the reader may know. */
  openCases: number;
}

/** Common beginnings («mar») match half the town: the ranking looks at this many. */
const rankedAtMost = 500;

/**
 * Parties by the words of their name, address, tax code or telephone; who is called exactly so first, then names before
 * addresses. For the desk only: ask `may(actor, 'operator')` first.
 */
export const foundParties = async (
  db: Knex,
  { words, actor, limit }: { words: SearchWord[]; actor: Actor; limit: number },
): Promise<Group<FoundParty>> => {
  const query = textQuery(words);
  const exact = exactQuery(words);
  const matching = (condition: { sql: string; values: string[] }): Knex.Raw =>
    db.raw(
      `(select id, words from search_entry where kind = 'party' and words @@ (${condition.sql}) limit ${rankedAtMost})`,
      condition.values,
    );
  const openCases = db('case_party')
    .join('case_file', 'case_file.id', 'case_party.case_id')
    .whereRaw(`case_party.party_id = party.id and case_file.status = 'open'`)
    .modify(onlyVisibleCases(actor))
    .select(db.raw('count(distinct case_file.id)::int'));
  const rows = (await db
    .with('found', db.raw('? union ?', [matching(exact), matching(query)]))
    .with(
      'hit',
      db.raw(
        `select id, words @@ ${exact.sql} as is_exact, ts_rank('{0.1, 0.2, 0.3, 1}', words, ${query.sql}) as rank
         from found order by is_exact desc, rank desc, id limit ?`,
        [...exact.values, ...query.values, limit],
      ),
    )
    .from('hit')
    .join('party', 'party.id', 'hit.id')
    .orderByRaw('hit.is_exact desc, hit.rank desc, name, party.id')
    .select({
      id: 'party.id',
      kind: 'party.kind',
      name: db.raw(`coalesce(party.organisation_name, concat_ws(' ', party.family_name, party.given_name))`),
      taxCode: 'party.tax_code',
      birthDate: 'party.birth_date',
      street: 'party.street',
      municipality: 'party.municipality',
      openCases,
      total: db.raw(`(select least(count(*), ${countLimit + 1})::int from found)`),
    })) as (FoundParty & { total: number })[];
  return groupOf(rows);
};
