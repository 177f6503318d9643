import type { Knex } from 'knex';
import { onlyVisibleCases } from '../../access.js';
import type { Person } from '../../inbox/query.js';

export interface DueFollowUp {
  caseId: string;
  number: string;
  subject: string;
  applicant: string;
  dueOn: string;
  note: string;
}

/** One's own reminders whose day has come, the oldest first; only of cases that one may still see. */
export const dueFollowUps = async (db: Knex, actor: Person): Promise<DueFollowUp[]> =>
  (await db('case_follow_up')
    .join('case_file', 'case_file.id', 'case_follow_up.case_id')
    .join('party', 'party.id', 'case_file.applicant_id')
    .where('case_follow_up.account_id', actor.id)
    .whereRaw('case_follow_up.due_on <= office_today()')
    .modify(onlyVisibleCases(actor))
    .orderBy(['case_follow_up.due_on', 'case_file.number'])
    .limit(50)
    .select({
      caseId: 'case_file.id',
      number: 'case_file.number',
      subject: 'case_file.subject',
      applicant: db.raw(
        `coalesce(party.organisation_name, concat_ws(' ', party.family_name, party.given_name))`,
      ),
      dueOn: 'case_follow_up.due_on',
      note: 'case_follow_up.note',
    })) as DueFollowUp[];

/** One's own reminders that are due on some cases of a list. */
export const dueReminders = async (
  db: Knex,
  actor: Person,
  caseIds: string[],
): Promise<{ caseId: string; note: string }[]> =>
  (await db('case_follow_up')
    .whereIn('case_id', caseIds)
    .where('account_id', actor.id)
    .whereRaw('due_on <= office_today()')
    .select({ caseId: 'case_id', note: 'note' })) as { caseId: string; note: string }[];
