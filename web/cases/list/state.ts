import type { ParsedUrlQuery } from 'node:querystring';
import type { SessionData } from '../../middleware/session.js';
import { isUuid } from '../../page.js';

/** Which cases a person looks at, and where in their list. */
export interface CaseListState {
  status: 'open' | 'closed';
  q: string;
  procedure: string;
  tag: string;
  /** Page that begins after this case. */
  after: string;
}

const text = (value: string | string[] | undefined): string =>
  (typeof value === 'string' ? value : '').trim().slice(0, 100);

/** The state asked for by the address; the bare address brings back the last one. */
export const caseListState = (session: SessionData, query: ParsedUrlQuery): CaseListState => {
  const kept = session.lists?.['cases'];
  const isBare = Object.keys(query).length === 0;
  const params = isBare && kept ? Object.fromEntries(new URLSearchParams(kept)) : query;
  const after = text(params['after']);
  return {
    status: text(params['status']) === 'closed' ? 'closed' : 'open',
    q: text(params['q']),
    procedure: text(params['procedure']),
    tag: text(params['tag']),
    after: isUuid(after) ? after : '',
  };
};

/** The address of a state with some of it changed; changing a filter goes back to the first page. */
export const caseListUrl = (state: CaseListState, change: Partial<CaseListState> = {}): string => {
  const all = Object.entries({ ...state, after: '', ...change }).filter(([, value]) => value !== '');
  return `/cases?${new URLSearchParams(all).toString()}`;
};

/** Keeps filters and place in the session. */
export const keepCaseListState = (session: SessionData, state: CaseListState): void => {
  session.lists = { ...session.lists, cases: caseListUrl(state, { after: state.after }).split('?')[1] ?? '' };
};
