import type { ParsedUrlQuery } from 'node:querystring';
import { may, type Actor } from '../../core/actor.js';
import type { SessionData } from '../middleware/session.js';

export const views = ['mine', 'free', 'office'] as const;
export const bands = ['late', 'today', 'soon', 'later', 'none'] as const;
export type View = (typeof views)[number];
export type Band = (typeof bands)[number];

/** Which tasks a person looks at, and where in their list. */
export interface InboxState {
  view: View;
  /** Words looked for in case number, applicant and subject. */
  q: string;
  /** Procedure's id, or empty. */
  procedure: string;
  /** `procedure element`, or empty. */
  task: string;
  band: Band | '';
  /** Beginning of a word of the applicant's name, and of the holder's. */
  applicant: string;
  holder: string;
  /** Columns shown, by key, with commas; empty: all. */
  cols: string;
  /** Page that begins after this task, or ends before it; empty: the first page. */
  after: string;
  before: string;
}

const text = (value: string | string[] | undefined): string =>
  (typeof value === 'string' ? value : '').trim().slice(0, 100);
const key = (value: string | string[] | undefined): string => /^\d{1,19}$/.exec(text(value))?.[0] ?? '';
const oneOf = <T extends string>(all: readonly T[], value: string): T | undefined =>
  all.find((item) => item === value);

/** The columns of the list that can be left out; what is to be done always stands. */
export const inboxColumns = ['case', 'applicant', 'due', 'holder'] as const;

const columnsOf = (value: string | string[] | undefined): string => {
  const asked = (Array.isArray(value) ? value : text(value).split(',')).map((item) => item.trim());
  const chosen = inboxColumns.filter((column) => asked.includes(column));
  return chosen.length === inboxColumns.length ? '' : chosen.join(',');
};

const read = (query: ParsedUrlQuery, home: View): InboxState => ({
  view: oneOf(views, text(query['view'])) ?? home,
  q: text(query['q']),
  procedure: text(query['procedure']),
  task: text(query['task']),
  band: oneOf(bands, text(query['band'])) ?? '',
  applicant: text(query['applicant']),
  holder: text(query['holder']),
  cols: columnsOf(query['cols']),
  after: key(query['after']),
  before: key(query['before']),
});

/** A whole view, from its beginning. */
export const wholeView = (view: View): InboxState => read({}, view);

/** The list a person begins with: operators share the office's tasks, officers look at their own first. */
const homeView = (actor: Actor): View => (may(actor, 'operator') ? 'office' : 'mine');

/**
 * The state asked for by the address; the bare address brings back the last one, so that going into a task and back
 * loses neither filters nor place.
 */
export const inboxState = (actor: Actor, session: SessionData, query: ParsedUrlQuery = {}): InboxState => {
  const isBare = Object.keys(query).length === 0;
  const kept = session.lists?.['inbox'];
  const params = isBare && kept ? Object.fromEntries(new URLSearchParams(kept)) : query;
  return read(params, homeView(actor));
};

/** The address of a state with some of it changed; changing a filter goes back to the first page. */
export const inboxUrl = (state: InboxState, change: Partial<InboxState> = {}): string => {
  const place = 'after' in change || 'before' in change ? {} : { after: '', before: '' };
  return `/inbox?${paramsOf({ ...state, ...place, ...change })}`;
};

/** A state as it stands in its address. */
export const paramsOf = (state: InboxState): string =>
  new URLSearchParams(Object.entries(state).filter(([, value]) => value !== '')).toString();

/** Keeps filters and place in the session. */
export const keepInboxState = (session: SessionData, state: InboxState): void => {
  session.lists = { ...session.lists, inbox: paramsOf(state) };
};
