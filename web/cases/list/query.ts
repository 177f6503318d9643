import type { Knex } from 'knex';
import { onlyVisibleCases } from '../../access.js';
import type { Person } from '../../inbox/query.js';
import type { CaseListState } from './state.js';

export interface ListedCase {
  id: string;
  number: string;
  subject: string;
  applicant: string;
  office: string;
  status: 'open' | 'closed';
  outcome: string | null;
  openedAt: Date;
  dueDate: string | null;
  closedAt: Date | null;
  isBlocked: boolean;
  tags: string[];
  /** The reader's own reminder, from its day on. */
  followUp: string | null;
}

const applicantName = `coalesce(party.organisation_name, concat_ws(' ', party.family_name, party.given_name))`;
export const casePageSize = 50;

/** Open cases with the nearest term first, closed ones newest first: one page, and whether there are more. */
export const listedCases = async (
  db: Knex,
  actor: Person,
  { status, q, procedure, tag, after }: CaseListState,
): Promise<{ cases: ListedCase[]; hasMore: boolean }> => {
  const [order, direction, comparison] =
    status === 'open'
      ? [`coalesce(case_file.due_date, 'infinity'), case_file.id`, '', '>']
      : [`case_file.closed_at, case_file.id`, 'desc', '<'];
  const rows = (await db('case_file')
    .join('party', 'party.id', 'case_file.applicant_id')
    .join('office', 'office.id', 'case_file.office_id')
    .where('case_file.status', status)
    .modify(onlyVisibleCases(actor))
    .modify((query) => {
      if (procedure) query.where('case_file.procedure_id', procedure);
      if (tag) query.whereIn('case_file.id', db('case_tag').where({ tag }).select('case_id'));
      for (const word of q.split(/\s+/).filter(Boolean).slice(0, 8)) {
        query.whereRaw(`concat_ws(' ', case_file.number, ${applicantName}, case_file.subject) ilike ?`, [
          `%${word.replace(/[\\%_]/g, '\\$&')}%`,
        ]);
      }
      if (after) {
        query.whereRaw(`(${order}) ${comparison} (select ${order} from case_file where id = ?)`, [after]);
      }
    })
    .orderByRaw(
      order
        .split(/, (?=case_file)/)
        .map((column) => `${column} ${direction}`)
        .join(', '),
    )
    .limit(casePageSize + 1)
    .select({
      id: 'case_file.id',
      number: 'case_file.number',
      subject: 'case_file.subject',
      applicant: db.raw(applicantName),
      office: 'office.name',
      status: 'case_file.status',
      outcome: 'case_file.outcome',
      openedAt: 'case_file.opened_at',
      dueDate: 'case_file.due_date',
      closedAt: 'case_file.closed_at',
      isBlocked: db.raw(`exists (select from engine_incident incident
        join engine_instance instance on instance.key = incident.instance_key
        where instance.case_id = case_file.id and incident.state = 'created')`),
      tags: db.raw(`array(select tag from case_tag where case_tag.case_id = case_file.id order by tag)`),
      followUp: db.raw(
        `(select coalesce(nullif(note, ''), '–') from case_follow_up where case_follow_up.case_id = case_file.id
           and account_id = ? and due_on <= office_today())`,
        [actor.id],
      ),
    })) as ListedCase[];
  return { cases: rows.slice(0, casePageSize), hasMore: rows.length > casePageSize };
};
