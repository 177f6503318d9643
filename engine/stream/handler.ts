import type { Knex } from 'knex';
import type { EngineRecord } from './record.js';

export interface StreamDependencies {
  /**
   * When a task is due by the diagram's rule ("5 giorni lavorativi").
   * @returns null when the rule says nothing that is understood
   */
  dueAt(rule: string, from: Date): Date | null;
}

/**
 * One kind of record and the rows it means. `apply` gets all records of its kind in a batch, in order; it must tolerate
 * repeats and records of another lane that have not come yet, and never let an older record rewind a row.
 */
export interface Handler {
  valueType: string;
  intents: ReadonlySet<string>;
  apply(trx: Knex.Transaction, records: EngineRecord[], dependencies: StreamDependencies): Promise<void>;
}

/** Folds several records of one key into one row, because a statement may touch a row once. */
export const fold = <Row extends Record<string, unknown>>(
  rows: Row[],
  keyOf: (row: Row) => string,
  merge: (earlier: Row, later: Row) => Row,
): Row[] => {
  const folded = new Map<string, Row>();
  for (const row of rows) {
    const key = keyOf(row);
    const earlier = folded.get(key);
    folded.set(key, earlier ? merge(earlier, row) : row);
  }
  return [...folded.values()];
};

/** Writes rows in one statement: `$rows` in the SQL stands for them as a table with the given columns. */
export const writeRows = async (
  trx: Knex.Transaction,
  columns: string,
  sql: string,
  rows: Record<string, unknown>[],
): Promise<void> => {
  if (rows.length === 0) return;
  const table = `jsonb_to_recordset(?::jsonb) as r(${columns})`;
  await trx.raw(sql.replace('$rows', table), [JSON.stringify(rows)]);
};
