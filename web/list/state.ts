import type { ParsedUrlQuery } from 'node:querystring';
import type { SessionData } from '../middleware/session.js';
import { isUuid } from '../page.js';
import { columnsOf, type ListDefinition } from './definition.js';

/** What a person looks at in a list, and where in it. */
export interface ListState {
  view: string;
  /** Words looked for everywhere. */
  q: string;
  /** What is asked under the columns, by their key; dates end in `.from` and `.to`. */
  filters: Record<string, string>;
  /** Column sorted by, with `-` for downwards. */
  sort: string;
  /** Columns shown; empty: the usual ones. */
  columns: string[];
  /** Page that begins after this row. */
  after: string;
}

const text = (value: string | string[] | undefined): string =>
  (typeof value === 'string' ? value : '').trim().slice(0, 100);
const texts = (value: string | string[] | undefined): string[] =>
  (Array.isArray(value) ? value : (value ?? '').split(',')).map((item) => item.trim()).filter(Boolean);

const filterNames = (definition: ListDefinition, view: string): string[] =>
  columnsOf(definition, view).flatMap(({ key, filter }) =>
    !filter ? [] : filter.kind === 'date' ? [`${key}.from`, `${key}.to`] : [key],
  );

const read = (definition: ListDefinition, query: ParsedUrlQuery): ListState => {
  const asked = text(query[definition.viewParam]);
  const view = definition.views.includes(asked) ? asked : (definition.views[0] ?? '');
  const columns = columnsOf(definition, view);
  const sort = text(query['sort']);
  const isSortable = columns.some(({ key, sort: by }) => by && key === sort.replace(/^-/, ''));
  const after = text(query['after']);
  const filters = filterNames(definition, view).map((name) => [name, text(query[name])]);
  return {
    view,
    q: text(query['q']),
    filters: Object.fromEntries(filters.filter(([, value]) => value !== '')) as Record<string, string>,
    sort: isSortable ? sort : (definition.order[view] ?? ''),
    columns: texts(query['cols']).filter((key) => columns.some((column) => column.key === key)),
    after: isUuid(after) ? after : '',
  };
};

/** The state asked for by the address; the bare address brings back the last one of the session. */
export const listState = (
  definition: ListDefinition,
  session: SessionData,
  query: ParsedUrlQuery,
): ListState => {
  const kept = session.lists?.[definition.id];
  const isBare = Object.keys(query).length === 0;
  return read(definition, isBare && kept ? Object.fromEntries(new URLSearchParams(kept)) : query);
};

/** The parameters of a state; what is usual is left out. */
export const listParams = (definition: ListDefinition, state: ListState): [string, string][] =>
  (
    [
      [definition.viewParam, state.view],
      ['q', state.q],
      ...Object.entries(state.filters),
      ['sort', state.sort === definition.order[state.view] ? '' : state.sort],
      ['cols', state.columns.join(',')],
      ['after', state.after],
    ] as [string, string][]
  ).filter(([, value]) => value !== '');

/** The address of a state with some of it changed; whatever changes, it goes back to the first page. */
export const listUrl = (
  definition: ListDefinition,
  state: ListState,
  change: Partial<ListState> = {},
  path = definition.path,
): string =>
  `${path}?${new URLSearchParams(listParams(definition, { ...state, after: '', ...change })).toString()}`;

/** Keeps filters, columns and place in the session. */
export const keepListState = (definition: ListDefinition, session: SessionData, state: ListState): void => {
  const kept = new URLSearchParams(listParams(definition, state)).toString();
  session.lists = { ...session.lists, [definition.id]: kept };
};

export const isFiltered = ({ q, filters }: ListState): boolean =>
  Boolean(q) || Object.keys(filters).length > 0;
