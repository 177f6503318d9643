import type { Knex } from 'knex';
import { columnsOf, type ListColumn, type ListDefinition, type ListSource } from './definition.js';
import { filterConditions } from './filters.js';
import type { ListState } from './state.js';

export type ListRow = Record<string, unknown> & { id: string };

export const listPageSize = 50;

/** Columns shown now: those chosen, else the usual ones, and those asked for, in the list's own order. */
export const shownColumns = (
  definition: ListDefinition,
  { view, columns, filters }: ListState,
): ListColumn[] =>
  columnsOf(definition, view).filter(
    ({ key, isExtra }) =>
      [key, `${key}.from`, `${key}.to`].some((name) => filters[name]) ||
      (columns.length > 0 ? columns.includes(key) : !isExtra),
  );

export interface ListRequest {
  definition: ListDefinition;
  source: ListSource;
  state: ListState;
  limit: number;
  /** Columns that every row needs beside those shown, by their name in the row. */
  besides?: Record<string, string>;
}

/** The rows of a list from its place on, in one query; the place is a row, so it holds while others work. */
export const listRows = async (
  db: Knex,
  { definition, source, state, limit, besides = {} }: ListRequest,
): Promise<ListRow[]> => {
  const { key, table } = definition;
  const isDown = state.sort.startsWith('-');
  const by = definition.columns.find((column) => column.key === state.sort.replace(/^-/, ''))?.sort ?? key;
  const columns = shownColumns(definition, state);
  const selected = Object.entries({
    ...Object.fromEntries(columns.map((column) => [column.key, column.sql])),
    ...besides,
  });
  return (await source(state.view)
    .modify(await filterConditions(db, definition, state))
    .modify((query) => {
      if (!state.after) return;
      const place = `(select ${by}, ${key} from ${table} where ${key} = ?)`;
      query.whereRaw(`(${by}, ${key}) ${isDown ? '<' : '>'} ${place}`, [state.after]);
    })
    .orderByRaw(isDown ? `${by} desc, ${key} desc` : `${by}, ${key}`)
    .limit(limit)
    .select({
      ...Object.fromEntries(selected.map(([name, sql]) => [name, db.raw(sql)])),
      id: db.raw(key),
    })) as ListRow[];
};
