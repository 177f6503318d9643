import type { Knex } from 'knex';
import type { Person } from '../inbox/query.js';
import {
  columnsOf,
  type Choices,
  type ListColumn,
  type ListDefinition,
  type ListSource,
} from './definition.js';
import { dayOf } from './filters.js';
import { listPageSize, listRows, shownColumns, type ListRow } from './query.js';
import { savedLists } from './saved/query.js';
import { isFiltered, listParams, listUrl, type ListState } from './state.js';

export interface ListShowing {
  definition: ListDefinition;
  source: ListSource;
  state: ListState;
  actor: Person;
  choices: Choices;
  besides?: Record<string, string>;
  /** Where the row's first cell leads. */
  href: (row: ListRow) => string;
  /** What is new on each row, by its id. */
  badges?: (ids: string[]) => Promise<Map<string, string[]>>;
  /** A line under the first cell of some rows. */
  remarks?: (ids: string[]) => Promise<{ id: string; text: string }[]>;
  /** Message key of a mark in the row's first cell. */
  mark?: (row: ListRow) => string | undefined;
}

const labelOf = (choices: Choices, key: string, value: unknown): string =>
  choices[key]?.find((choice) => choice.value === value)?.label ?? String(value ?? '');

/** Something typed that is no day. */
const isWrongDay = (typed: string | undefined): boolean => Boolean(typed) && !dayOf(typed ?? '');

const filterOf = ({ key, filter }: ListColumn, { filters }: ListState, choices: Choices) => ({
  kind: filter?.kind,
  value: filters[key] ?? '',
  from: filters[`${key}.from`] ?? '',
  to: filters[`${key}.to`] ?? '',
  fromWrong: isWrongDay(filters[`${key}.from`]),
  toWrong: isWrongDay(filters[`${key}.to`]),
  options: (choices[key] ?? []).map((choice) => ({ ...choice, selected: choice.value === filters[key] })),
});

const sortOf = (definition: ListDefinition, { key, sort }: ListColumn, state: ListState) => {
  if (!sort) return {};
  const isUp = state.sort === key;
  const isDown = state.sort === `-${key}`;
  return {
    sortHref: listUrl(definition, state, { sort: isUp ? `-${key}` : key }),
    ariaSort: isUp ? 'ascending' : isDown ? 'descending' : '',
  };
};

/** Everything that the views under `web/list` need to show one page of a list. */
export const showList = async (db: Knex, showing: ListShowing): Promise<Record<string, unknown>> => {
  const { definition, source, state, actor, choices, href, mark, badges, remarks, besides } = showing;
  const [rows, saved] = await Promise.all([
    listRows(db, { definition, source, state, limit: listPageSize + 1, ...(besides ? { besides } : {}) }),
    savedLists(db, actor, definition.id),
  ]);
  const columns = shownColumns(definition, state);
  const page = rows.slice(0, listPageSize);
  const ids = page.map(({ id }) => id);
  const [news, lines] = await Promise.all([badges?.(ids), remarks?.(ids)]);
  const here = new URLSearchParams(listParams(definition, { ...state, after: '' })).toString();
  return {
    id: definition.id,
    path: definition.path,
    self: listUrl(definition, state, { after: state.after }),
    here,
    state,
    columns: columns.map((column) => ({
      ...column,
      ...sortOf(definition, column, state),
      asks: filterOf(column, state, choices),
    })),
    rows: page.map((row) => ({
      id: row.id,
      href: href(row),
      mark: mark?.(row),
      badges: news?.get(row.id),
      remark: lines?.find(({ id }) => id === row.id)?.text,
      cells: columns.map(({ key, format }, index) => ({
        isFirst: index === 0,
        format,
        value: format === 'choice' ? labelOf(choices, key, row[key]) : row[key],
      })),
    })),
    /** What the filter's form sends along unchanged. */
    kept: listParams(definition, { ...state, q: '', filters: {}, after: '' }).map(([name, value]) => ({
      name,
      value,
    })),
    keptByColumns: listParams(definition, { ...state, columns: [], after: '' }).map(([name, value]) => ({
      name,
      value,
    })),
    allColumns: columnsOf(definition, state.view).map(({ key, label }) => ({
      key,
      label,
      shown: columns.some((column) => column.key === key),
    })),
    saved: saved.map((one) => ({
      ...one,
      href: `${definition.path}?${one.params}`,
      current: one.params === here,
      isMine: one.accountId === actor.id,
    })),
    filtered: isFiltered(state),
    clear: listUrl(definition, state, { q: '', filters: {} }),
    csv: listUrl(definition, state, {}, `${definition.path}/export.csv`),
    ods: listUrl(definition, state, {}, `${definition.path}/export.ods`),
    beginning: state.after ? listUrl(definition, state) : '',
    later: rows.length > listPageSize ? listUrl(definition, state, { after: page.at(-1)?.id ?? '' }) : '',
    office: actor.officeId,
  };
};
