import type { Knex } from 'knex';
import { dateInRome } from '../../law/calendar.js';
import { shiftDate } from '../../law/holidays.js';
import { onlyVisibleCases } from '../access.js';
import type { Person } from '../inbox/query.js';

export interface CaseNearTerm {
  id: string;
  number: string;
  subject: string;
  applicant: string;
  dueDate: string;
}

/** How many days before its term a case is shown. */
const warningDays = 10;

/** The open cases that the office decides and whose term is near or past. */
export const casesNearTerm = async (db: Knex, actor: Person, now: Date): Promise<CaseNearTerm[]> =>
  (await db('case_file')
    .join('party', 'party.id', 'case_file.applicant_id')
    .where({ 'case_file.status': 'open', 'case_file.office_id': actor.officeId })
    .where('case_file.due_date', '<=', shiftDate(dateInRome(now), warningDays))
    .modify(onlyVisibleCases(actor))
    .orderBy(['case_file.due_date', 'case_file.id'])
    .limit(20)
    .select({
      id: 'case_file.id',
      number: 'case_file.number',
      subject: 'case_file.subject',
      applicant: db.raw(
        `coalesce(party.organisation_name, concat_ws(' ', party.family_name, party.given_name))`,
      ),
      dueDate: 'case_file.due_date',
    })) as CaseNearTerm[];
