import type { Knex } from 'knex';
import { textQuery, typedWords, withAlike, type TextQuery } from '../search/find/words.js';
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

/** The words as they are; those that nobody has, with the ones that are written almost so. */
const wordsOf = async (db: Knex, typed: string, weights: string): Promise<TextQuery> => {
  const words = await typedWords(db, typed);
  if (words.length === 0) return { sql: `''::tsquery`, values: [] };
  const widened = words.every(({ isKnown }) => isKnown) ? null : await withAlike(db, words);
  const meant = widened?.map((word) => (word.isKnown ? { ...word, alike: [] } : word));
  return textQuery(meant ?? words, weights);
};

/** All the words asked for at once, so that the index answers for them together. */
const ofWords = (
  { key, words: kind, wordsKey = key, wordsFirst }: ListDefinition,
  queries: TextQuery[],
): Condition | undefined => {
  if (queries.length === 0) return undefined;
  const all = queries.map(({ sql }) => `words @@ (${sql})`).join(' and ');
  const found = `(select id from search_entry where kind = ? and ${all})`;
  const values = [kind, ...queries.flatMap((query) => query.values)];
  return (query) =>
    void query.whereRaw(wordsFirst ? `${wordsKey} = any(array${found})` : `${wordsKey} in ${found}`, values);
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

const ofColumn = (column: ListColumn, filters: Record<string, string>): Condition | undefined => {
  const { key, sql, filter } = column;
  if (filter?.kind === 'date') return ofDates(column, filters[`${key}.from`], filters[`${key}.to`]);
  const typed = filters[key];
  if (!filter || !typed || filter.kind === 'words') return undefined;
  if (filter.kind === 'number') return ofNumber(column, typed);
  if (filter.kind === 'code')
    return (query) => void query.whereRaw(`${sql} like ?`, [`${escapeLike(typed.toUpperCase())}%`]);
  if (filter.kind === 'begins')
    return (query) => void query.whereRaw(`${sql} ilike ?`, [`${escapeLike(typed)}%`]);
  if (filter.kind === 'has') return (query) => void query.whereRaw(filter.condition, [typed]);
  return (query) => void query.whereRaw(`${sql} = ?`, [typed]);
};

/** Everything asked under the columns and in the box above, as one condition. */
export const filterConditions = async (
  db: Knex,
  definition: ListDefinition,
  { view, q, filters }: ListState,
): Promise<Condition> => {
  const columns = columnsOf(definition, view);
  const asked = columns.flatMap(({ key, filter }): [string, string][] =>
    filter?.kind === 'words' && filters[key] ? [[filters[key], filter.weights]] : [],
  );
  if (q) asked.push([q, '']);
  const queries = await Promise.all(asked.map(([typed, weights]) => wordsOf(db, typed, weights)));
  const conditions = [ofWords(definition, queries), ...columns.map((column) => ofColumn(column, filters))];
  return (query) => {
    for (const condition of conditions) condition?.(query);
  };
};
