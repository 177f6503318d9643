import type { Knex } from 'knex';

/** A column that points at a party, in whatever table: new tables are merged without a line here. */
export interface Reference {
  table: string;
  column: string;
  /** The table's primary key, by which a row is found again. */
  key: string[];
}

/** What knows a party only as it was: its own alias, its history, the merges themselves. */
const left = ['party', 'party_version', 'party_merge', 'party_distinct'];

/** Every foreign key to `party`, asked from the data bank itself. */
export const referencesToParty = async (trx: Knex): Promise<Reference[]> => {
  const { rows } = await trx.raw<{ rows: Reference[] }>(
    `select t.relname as table, a.attname as column,
       (select array_agg(k.attname::text order by k.attnum) from pg_index i
        join pg_attribute k on k.attrelid = i.indrelid and k.attnum = any(i.indkey)
        where i.indrelid = t.oid and i.indisprimary) as key
     from pg_constraint c
     join pg_class t on t.oid = c.conrelid
     join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
     where c.contype = 'f' and c.confrelid = 'party'::regclass and array_length(c.conkey, 1) = 1
       and t.relnamespace = (select relnamespace from pg_class where oid = 'party'::regclass)
       and t.relname <> all(:left)
     order by t.relname, a.attname`,
    { left },
  );
  return rows;
};
