import type { Knex } from 'knex';
import { concludingLetters } from '../../db/silence.js';
import type { TermEnd } from '../../law/silence.js';
import { shiftDate } from '../../law/holidays.js';
import { onlyVisibleCases } from '../access.js';
import type { Person } from '../inbox/query.js';
import { bandDays, bands, type Band, type DeadlinesState } from './state.js';

export interface Deadline {
  id: string;
  number: string;
  subject: string;
  applicant: string;
  office: string;
  responsible: string | null;
  dueDate: string | null;
  stoppedUntil: string | null;
  /** What the law makes of the end. */
  end: TermEnd;
  /** It is past its end and no act came in time: silence has done what the law gives it. */
  isSilent: boolean;
}

export const pageSize = 50;

const applicantName = `coalesce(party.organisation_name, concat_ws(' ', party.family_name, party.given_name))`;

/** Which band a case is in today; the same expression counts and filters. */
const bandOf = `case
  when case_file.term_stopped_until > cast(:today as date) then 'suspended'
  when case_file.due_date < cast(:today as date) then 'overdue'
  when case_file.due_date <= cast(:five as date) then 'five'
  when case_file.due_date <= cast(:ten as date) then 'ten'
  else 'later' end`;

const silent = `case_file.due_date < cast(:today as date)
  and coalesce(case_file.term_stopped_until <= cast(:today as date), true)
  and not exists (select from letter where letter.case_id = case_file.id and letter.code = any(:concluding)
    and (letter.registered_at at time zone 'Europe/Rome')::date <= case_file.due_date)
  and not exists (select from term_event where term_event.case_id = case_file.id and term_event.kind = 'ended'
    and term_event.on_date <= case_file.due_date)`;

const days = (today: string): Record<string, string> => ({
  today,
  five: shiftDate(today, bandDays.five),
  ten: shiftDate(today, bandDays.ten),
});

const openCases = (db: Knex, actor: Person, whose: string): Knex.QueryBuilder =>
  db('case_file')
    .where('case_file.status', 'open')
    .modify(onlyVisibleCases(actor))
    .modify((query) => {
      if (whose === 'mine') query.where('case_file.responsible_id', actor.id);
      else if (whose) query.where('case_file.office_id', whose);
    });

/** How many open cases each band has. */
export const bandCounts = async (
  db: Knex,
  actor: Person,
  whose: string,
  today: string,
): Promise<Record<Band, number>> => {
  const rows = (await openCases(db, actor, whose)
    .groupByRaw('1')
    .select(db.raw(`${bandOf} as band`, days(today)), db.raw('count(*)::int as count'))) as {
    band: Band;
    count: number;
  }[];
  const found = new Map(rows.map(({ band, count }) => [band, count]));
  return Object.fromEntries(bands.map((band) => [band, found.get(band) ?? 0])) as Record<Band, number>;
};

/** One page of a band, the nearest due date first. */
export const deadlinesIn = async (
  db: Knex,
  actor: Person,
  { band, whose, after }: DeadlinesState,
  today: string,
): Promise<{ cases: Deadline[]; hasMore: boolean }> => {
  const order = `coalesce(case_file.due_date, 'infinity'), case_file.id`;
  const rows = (await openCases(db, actor, whose)
    .join('party', 'party.id', 'case_file.applicant_id')
    .join('office', 'office.id', 'case_file.office_id')
    .join('procedure_version as version', 'version.id', 'case_file.procedure_version_id')
    .leftJoin('account as responsible', 'responsible.id', 'case_file.responsible_id')
    .whereRaw(`${bandOf} = :band`, { ...days(today), band })
    .modify((query) => {
      if (after) query.whereRaw(`(${order}) > (select ${order} from case_file where id = ?)`, [after]);
    })
    .orderByRaw(order)
    .limit(pageSize + 1)
    .select({
      id: 'case_file.id',
      number: 'case_file.number',
      subject: 'case_file.subject',
      applicant: db.raw(applicantName),
      office: 'office.name',
      responsible: 'responsible.display_name',
      dueDate: 'case_file.due_date',
      stoppedUntil: 'case_file.term_stopped_until',
      end: db.raw(`version.bundle #>> '{sheet,term,end}'`),
      isSilent: db.raw(silent, { today, concluding: [...concludingLetters] }),
    })) as Deadline[];
  return { cases: rows.slice(0, pageSize), hasMore: rows.length > pageSize };
};
