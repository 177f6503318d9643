import type { Knex } from 'knex';

/** How a value is shown, and written into an export. */
export type Format = 'text' | 'code' | 'date' | 'due' | 'number' | 'choice';

/** What can be asked under a column. */
export type Filter =
  /** Words of the search index, in some of its weights. */
  | { kind: 'words'; weights: string }
  /** The beginning of the value, without regard to capitals. */
  | { kind: 'begins' }
  /** The beginning of a code that is kept in capitals. */
  | { kind: 'code' }
  /** Case number or its running number. */
  | { kind: 'number' }
  /** One of the values that the list offers. */
  | { kind: 'choice' }
  /** A condition with one `?` for what was asked: for values of which a row may have several. */
  | { kind: 'has'; condition: string }
  /** From a day to a day. */
  | { kind: 'date' };

export interface ListColumn {
  /** Its name in addresses and exports' settings. */
  key: string;
  /** Message key of its heading. */
  label: string;
  sql: string;
  format: Format;
  filter?: Filter;
  /** An expression that is never null and that an index with the list's key gives in order; without it, no sorting. */
  sort?: string;
  /** Shown only when somebody chooses it. */
  isExtra?: boolean;
  /** The views in which it makes sense; without it, all. */
  views?: readonly string[];
}

/** A list of the office, said in one place: what its page shows, asks, sorts and exports follows from it. */
export interface ListDefinition {
  id: string;
  path: string;
  /** Name of the view in addresses, and the views; the first is shown first. */
  viewParam: string;
  views: readonly string[];
  /** The table that the place in the list is looked up in, and its key. */
  table: string;
  key: string;
  /** Entries of the search index that its words are looked for in. */
  words: 'case' | 'party';
  /** What those entries are of, where it isn't the list's own key. */
  wordsKey?: string;
  /** Its words are rare against its rows: they are looked up first, instead of walking the list in its order. */
  wordsFirst?: boolean;
  /** Column by which each view is sorted first, with `-` for downwards. */
  order: Record<string, string>;
  columns: readonly ListColumn[];
}

/** Values that a column's choice offers, with their labels. */
export type Choices = Record<string, { value: string; label: string }[]>;

/** The rows that the reader may see, before any filter: joins, rights and view. */
export type ListSource = (view: string) => Knex.QueryBuilder;

export const columnsOf = ({ columns }: ListDefinition, view: string): ListColumn[] =>
  columns.filter(({ views }) => !views || views.includes(view));
