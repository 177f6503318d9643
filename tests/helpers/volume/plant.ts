import type { Knex } from 'knex';
import { plantCases, plantEngine } from './cases.js';
import { plantDocuments } from './documents.js';
import { plantParties } from './parties.js';

export interface Volume {
  parties: number;
  cases: number;
  documents: number;
  /** Published version that all cases run on. */
  versionId: string;
}

/** The data bank of a town after years of work (issue 4, show 4). */
export const fullVolume = { parties: 200_000, cases: 100_000, documents: 500_000 };

/**
 * Fills a data bank set by set, without the triggers that would do it row by row, and then the search index from the same
 * views that the triggers use. The same seed gives the same town. Needs a superuser, as the embedded Postgres's is.
 */
export const plantVolume = async (
  db: Knex,
  { parties, cases, documents, versionId }: Volume,
): Promise<void> => {
  await db.transaction(async (trx) => {
    await trx.raw(
      `set local session_replication_role = replica; set local work_mem = '256MB'; select setseed(0.42)`,
    );
    await plantParties(trx, parties);
    await plantCases(trx, { count: cases, versionId });
    await plantEngine(trx);
    await plantDocuments(trx, documents);
    await trx.raw('insert into party_suspect select * from party_suspect_source');
    await fillIndex(trx);
    await trx.raw(
      `insert into search_word select distinct lexeme from search_entry, unnest(words)
       where kind in ('party', 'case') and weights && '{A,B,C}' and lexeme ~ '^[a-z]{3,30}$' on conflict do nothing`,
    );
  });
  await db.raw('vacuum analyze');
};

/** The inverted index is built once at the end: an insertion at a time would take minutes. */
const fillIndex = async (trx: Knex): Promise<void> => {
  const name = 'search_entry_words';
  const { rows } = await trx.raw<{ rows: { definition: string }[] }>(
    'select pg_get_indexdef(?::regclass) as definition',
    [name],
  );
  await trx.raw('drop index ??', [name]);
  for (const kind of ['party', 'case', 'registration', 'document'])
    await trx.raw(`insert into search_entry select * from search_source_${kind} on conflict do nothing`);
  await trx.raw(`set local maintenance_work_mem = '512MB'`);
  await trx.raw((rows[0]?.definition ?? '').replace(' ON ONLY ', ' ON ')); // on the partitions too
};
