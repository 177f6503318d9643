import type { Knex } from 'knex';
import type { TermEvent, TermLength, TermState } from '../law/term/ledger.js';
import { termState } from '../law/term/state.js';
import { TermEventRow } from './models/term-event.js';

/** A line as the law's arithmetic reads it. */
export const asTermEvent = ({ kind, onDate, cause, days }: TermEventRow): TermEvent => ({
  kind,
  on: onDate,
  cause,
  days,
});

/** The ledger of a case, oldest day first. */
export const termLedger = async (db: Knex, caseId: string): Promise<TermEventRow[]> =>
  TermEventRow.query(db).where({ case_id: caseId }).orderBy(['on_date', 'id']);

/** The term of a case on a day, from its ledger: every page and letter asks here. */
export const caseTerm = async (
  db: Knex,
  caseId: string,
  length: TermLength,
  today: string,
): Promise<TermState> => termState(length, (await termLedger(db, caseId)).map(asTermEvent), today);
