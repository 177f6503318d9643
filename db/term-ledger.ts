import type { Knex } from 'knex';
import { dateInRome } from '../law/calendar.js';
import type { TermEvent, TermLength, TermState } from '../law/term/ledger.js';
import { termState } from '../law/term/state.js';
import { TermEventRow } from './models/term-event.js';

/** A line as the law's arithmetic reads it. */
export const asTermEvent = ({ kind, onDate, cause, days, goesOn }: TermEventRow): TermEvent => ({
  kind,
  on: onDate,
  cause,
  days,
  goesOn,
});

/** The ledger of a case, oldest day first. */
export const termLedger = async (db: Knex, caseId: string): Promise<TermEventRow[]> =>
  TermEventRow.query(db).where({ case_id: caseId }).orderBy(['on_date', 'id']);

/** What a term is counted from besides its ledger. */
export interface TermOf {
  id: string;
  presentedAt: Date;
}

/** Runs from receipt (L. 241/1990 art. 2 c. 6) where no line says otherwise. */
const withStart = (events: TermEvent[], { presentedAt }: Pick<TermOf, 'presentedAt'>): TermEvent[] =>
  events.some(({ kind }) => kind === 'started')
    ? events
    : [{ kind: 'started', on: dateInRome(presentedAt) }, ...events];

/** The term of a case on a day, from its ledger: every page and letter asks here. */
export const caseTerm = async (
  db: Knex,
  file: TermOf,
  length: TermLength,
  today: string,
): Promise<TermState> =>
  termState(length, withStart((await termLedger(db, file.id)).map(asTermEvent), file), today);
