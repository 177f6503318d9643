import type { Knex } from 'knex';
import { may, type Actor } from '../../../core/actor.js';
import { onlyVisibleCases } from '../../access.js';
import type { TextQuery } from './words.js';

/** Hits are counted up to here; beyond, a page says «more than». */
export const countLimit = 100;

/** The first hits of a kind, and how many there are in all: `countLimit + 1` stands for more. */
export interface Group<T> {
  rows: T[];
  total: number;
}

export interface Wanted {
  query: TextQuery;
  actor: Actor;
  /** Hits shown at most. */
  limit: number;
}

/** The group of some rows that each carry the total. */
export const groupOf = <T>(rows: (T & { total: number })[]): Group<T> => ({
  rows,
  total: rows[0]?.total ?? 0,
});

/** The newest entries that are looked at to tell a common word from a rare one, and how many make it common. */
const probe = { size: 1000, common: 30 };
/** The newest matches whose rights are checked: the desk may know nearly all of them, an office only its own. */
const candidates = (actor: Actor): number => (may(actor, 'operator') ? 150 : 1000);

/**
 * A common word is met soon on the way back from the newest entry; a rare one is looked up in the inverted index and its
 * few matches sorted (`+ interval '0'` keeps the planner from walking the whole kind for a word that it doesn't know).
 */
const newestMatches = `
  select id, at, case_id from (select id, at, case_id from search_entry
    where kind = ? and words @@ (QUERY) and (select hits from probe) >= ${probe.common}
    order by at desc, id desc limit ?) common
  union all
  select id, at, case_id from (select id, at, case_id from search_entry
    where kind = ? and words @@ (QUERY) and (select hits from probe) < ${probe.common}
    order by at + interval '0' desc, id desc limit ?) rare`;

/**
 * The newest entries of a kind that hold the words and whose case the actor may know, as a table expression `hit` with
 * their total: rights are checked before anything is counted or shown. `case_file` is joined for whoever reads on.
 */
export const newestHits = (
  db: Knex,
  kind: 'case' | 'registration' | 'document',
  { query: { sql, values }, actor, limit }: Wanted,
): Knex.QueryBuilder => {
  const most = candidates(actor);
  return db
    .with(
      'probe',
      db.raw(
        `select count(*) as hits from (select words from search_entry where kind = ?
           order by at desc, id desc limit ${probe.size}) newest where words @@ (${sql})`,
        [kind, ...values],
      ),
    )
    .with(
      'candidate',
      db.raw(newestMatches.replaceAll('QUERY', sql), [kind, ...values, most, kind, ...values, most]),
    )
    .with('found', (found) =>
      found
        .from('candidate')
        .join('case_file', 'case_file.id', 'candidate.case_id')
        .modify(onlyVisibleCases(actor))
        .orderByRaw('candidate.at desc, candidate.id desc')
        .limit(countLimit + 1)
        .select('candidate.id', 'candidate.at', 'candidate.case_id'),
    )
    .from(
      db.raw(
        `(select *, (select count(*)::int from found) as total from found order by at desc, id desc limit ?) hit`,
        [limit],
      ),
    )
    .join('case_file', 'case_file.id', 'hit.case_id')
    .orderByRaw('hit.at desc, hit.id desc')
    .select('hit.total');
};
