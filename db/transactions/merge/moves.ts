import type { Knex } from 'knex';
import type { JsonObject } from '../../../core/json.js';
import type { Reference } from './references.js';

/**
 * What a merge did to one row that pointed at the merged party: re-pointed it (found again by its key), or took it away
 * because the kept party already had its equal, or because it would have become a relation with oneself.
 */
export type Move =
  { table: string; column: string; key: JsonObject } | { table: string; removed: JsonObject };

/** Unique, check: the kept party already has such a row, or the row makes no sense any more. */
const cannotStandTwice = ['23505', '23514'];
/** Raised by our append-only tables: their rows stay with the alias, whose page leads on. */
const appendOnly = 'P0001';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** The row's key after the move: its own columns, the re-pointed one included when it is part of it. */
const keyJson = (key: string[]): string =>
  `jsonb_build_object(${key.map((name) => `'${name}', t."${name}"`).join(', ')})`;

/**
 * Re-points what a column says of one party to another, row by row where a row already has its equal.
 * @returns what was done, to undo it exactly
 */
export const moveReference = async (
  trx: Knex.Transaction,
  { table, column, key }: Reference,
  from: string,
  to: string,
): Promise<Move[]> => {
  const { rows } = await trx.raw<{ rows: { place: string; row: JsonObject }[] }>(
    `select t.ctid::text as place, to_jsonb(t) as row from "${table}" t where t."${column}" = :from order by t.ctid for update`,
    { from },
  );
  const moves: Move[] = [];
  for (const { place, row } of rows) {
    try {
      const moved = await trx.transaction((inner) =>
        inner.raw<{ rows: { key: JsonObject }[] }>(
          `update "${table}" t set "${column}" = :to where t.ctid = :place::tid returning ${keyJson(key)} as key`,
          { to, place },
        ),
      );
      const [first] = moved.rows;
      if (first) moves.push({ table, column, key: first.key });
    } catch (error) {
      if (codeOf(error) === appendOnly) continue;
      if (!cannotStandTwice.includes(codeOf(error))) throw error;
      await trx.raw(`delete from "${table}" t where t.ctid = :place::tid`, { place });
      moves.push({ table, removed: row });
    }
  }
  return moves;
};

/** Puts back what a merge moved; a row that has gone in the meantime, or was pointed elsewhere since, is left alone. */
export const moveBack = async (
  trx: Knex.Transaction,
  moves: Move[],
  kept: string,
  merged: string,
): Promise<void> => {
  for (const move of [...moves].reverse()) {
    if ('removed' in move) {
      await trx.raw(
        `insert into "${move.table}" select * from jsonb_populate_record(null::"${move.table}", :row::jsonb)`,
        { row: JSON.stringify(move.removed) },
      );
      continue;
    }
    await trx.raw(
      `update "${move.table}" t set "${move.column}" = :merged
       where t."${move.column}" = :kept and to_jsonb(t) @> :key::jsonb`,
      { merged, kept, key: JSON.stringify(move.key) },
    );
  }
};
