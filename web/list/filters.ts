import type { Knex } from 'knex';
import { textQuery, typedWords, withAlike, type SearchWord } from '../search/find/words.js';
import { whatIsWanted } from '../search/query.js';
import { columnsOf, type ListColumn, type ListDefinition } from './definition.js';
import type { ListState } from './state.js';

type Condition = (query: Knex.QueryBuilder) => void;

const nothing: Condition = (query) => void query.whereRaw('false');
const escapeLike = (value: string): string => value.replace(/[\\%_]/g, '\\$&');

/** gg/mm/aaaa or aaaa-mm-gg as an ISO day; undefined when it is no day. */
export const dayOf = (typed: string): string | undefined => {
  const italian = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(typed);
  const iso = italian
    ? `${italian[3]}-${italian[2]?.padStart(2, '0')}-${italian[1]?.padStart(2, '0')}`
    : typed;
  const date = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? new Date(`${iso}T00:00:00Z`) : undefined;
  return date && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
};

const ofWords = async (
  db: Knex,
  definition: ListDefinition,
  typed: string,
  weights: string,
): Promise<Condition> => {
  const words = await typedWords(db, typed);
  if (words.length === 0) return nothing;
  const { sql, values } = textQuery(await asThere(db, definition, words, weights), weights);
  return (query) =>
    void query.whereRaw(
      `${definition.key} in (select id from search_entry where kind = ? and words @@ (${sql}))`,
      [definition.words, ...values],
    );
};

/** The words as they are, or those written almost so when nothing holds them. */
const asThere = async (
  db: Knex,
  { words: kind }: ListDefinition,
  words: SearchWord[],
  weights: string,
): Promise<SearchWord[]> => {
  const { sql, values } = textQuery(words, weights);
  const held = (await db('search_entry')
    .where({ kind })
    .whereRaw(`words @@ (${sql})`, values)
    .first('id')) as { id: string } | undefined;
  return held ? words : ((await withAlike(db, words)) ?? words);
};

const ofNumber = ({ sql }: ListColumn, typed: string): Condition => {
  const wanted = whatIsWanted(typed);
  if (wanted.kind === 'case')
    return (query) =>
      void query.whereRaw(`${sql} = ?`, [`${wanted.year}/${String(wanted.number).padStart(6, '0')}`]);
  if (!/^\d{1,6}$/.test(typed)) return nothing;
  return (query) => void query.whereRaw(`right(${sql}, 6) = ?`, [typed.padStart(6, '0')]);
};

const ofDates = ({ sql }: ListColumn, from: string | undefined, to: string | undefined): Condition => {
  const [first, last] = [from && dayOf(from), to && dayOf(to)];
  if ((from && !first) || (to && !last)) return nothing;
  return (query) => {
    if (first) void query.whereRaw(`${sql} >= ?::date`, [first]);
    if (last) void query.whereRaw(`${sql} < ?::date + 1`, [last]);
  };
};

const ofColumn = async (
  db: Knex,
  definition: ListDefinition,
  column: ListColumn,
  filters: Record<string, string>,
): Promise<Condition | undefined> => {
  const { key, sql, filter } = column;
  if (filter?.kind === 'date') return ofDates(column, filters[`${key}.from`], filters[`${key}.to`]);
  const typed = filters[key];
  if (!filter || !typed) return undefined;
  if (filter.kind === 'words') return ofWords(db, definition, typed, filter.weights);
  if (filter.kind === 'number') return ofNumber(column, typed);
  if (filter.kind === 'begins')
    return (query) => void query.whereRaw(`${sql} ilike ?`, [`${escapeLike(typed)}%`]);
  return (query) => void query.whereRaw(`${sql} = ?`, [typed]);
};

/** Everything asked under the columns and in the box above, as one condition. */
export const filterConditions = async (
  db: Knex,
  definition: ListDefinition,
  { view, q, filters }: ListState,
): Promise<Condition> => {
  const conditions = await Promise.all([
    q ? ofWords(db, definition, q, '') : undefined,
    ...columnsOf(definition, view).map((column) => ofColumn(db, definition, column, filters)),
  ]);
  return (query) => {
    for (const condition of conditions) condition?.(query);
  };
};
