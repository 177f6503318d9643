import type { Knex } from 'knex';
import type { Actor } from '../../core/actor.js';
import { caseNumber } from '../../db/counter.js';
import { onlyVisibleCases } from '../access.js';

export interface FoundCase {
  id: string;
  number: string;
  subject: string;
  applicant: string;
  status: 'open' | 'closed';
  outcome: string | null;
  openedAt: Date;
  dueDate: string | null;
  /** The registration that was looked for, `0000123/2026`. */
  protocol?: string;
}

/** What the typed text can only be, judged by its form. */
export type Wanted =
  | { kind: 'case'; year: number; number: number }
  | { kind: 'registration'; year: number; number: number }
  | { kind: 'text' };

/** `2026/123` is a case, `123/2026` a registration; anything else is a name or a code. */
export const whatIsWanted = (typed: string): Wanted => {
  const match = /^(?:prot\.?\s*(?:n\.?)?\s*)?(\d{1,7})\s*\/\s*(\d{1,7})$/i.exec(typed.trim());
  if (!match) return { kind: 'text' };
  const [first, second] = [match[1] ?? '', match[2] ?? ''];
  if (first.length === 4 && Number(first) >= 1990 && Number(first) < 2200) {
    return { kind: 'case', year: Number(first), number: Number(second) };
  }
  return { kind: 'registration', year: Number(second), number: Number(first) };
};

const columns = {
  id: 'case_file.id',
  number: 'case_file.number',
  subject: 'case_file.subject',
  status: 'case_file.status',
  outcome: 'case_file.outcome',
  openedAt: 'case_file.opened_at',
  dueDate: 'case_file.due_date',
};

const visible = (db: Knex, actor: Actor): Knex.QueryBuilder =>
  db('case_file')
    .join('party', 'party.id', 'case_file.applicant_id')
    .modify(onlyVisibleCases(actor))
    .select({
      ...columns,
      applicant: db.raw(
        "coalesce(party.organisation_name, concat_ws(' ', party.family_name, party.given_name))",
      ),
    });

/** The case of a number. */
export const caseByNumber = async (
  db: Knex,
  actor: Actor,
  year: number,
  number: number,
): Promise<FoundCase[]> =>
  (await visible(db, actor).where(
    'case_file.number',
    `${year}/${String(number).padStart(6, '0')}`,
  )) as FoundCase[];

/** The case to which a registration belongs. */
export const caseByRegistration = async (
  db: Knex,
  actor: Actor,
  year: number,
  number: number,
): Promise<FoundCase[]> =>
  (await visible(db, actor).join('registration', 'registration.case_id', 'case_file.id').where({
    'registration.register': 'protocollo',
    'registration.year': year,
    'registration.number': number,
  })) as FoundCase[];

/** Finds a case by its number or by that of a registration, for telling who asks that it is a restricted one. */
export const restrictedCaseOf =
  (wanted: Exclude<Wanted, { kind: 'text' }>) =>
  (query: Knex.QueryBuilder): void => {
    if (wanted.kind === 'case') {
      void query.where('case_file.number', caseNumber(wanted.year, wanted.number));
    } else {
      void query.join('registration', 'registration.case_id', 'case_file.id').where({
        'registration.register': 'protocollo',
        'registration.year': wanted.year,
        'registration.number': wanted.number,
      });
    }
  };
