import type { Knex } from 'knex';
import type { QuestionStatus } from '../../../db/transactions/questions.js';

export interface CaseContact {
  id: string;
  channel: string;
  name: string | null;
  operator: string;
  outcome: string | null;
  asked: string | null;
  startedAt: Date;
}

export interface CaseQuestion {
  id: string;
  text: string;
  status: QuestionStatus;
  office: string;
  dueAt: Date;
  isLate: boolean;
}

/** The last contacts about a case, also those in which it was one of several things. */
const contactsOfCase = async (db: Knex, caseId: string): Promise<CaseContact[]> =>
  (await db('contact')
    .join('account', 'account.id', 'contact.account_id')
    .leftJoin('party', 'party.id', 'contact.party_id')
    .whereIn(
      'contact.id',
      db('contact_item')
        .where({ case_id: caseId })
        .select('contact_id')
        .union(db('contact').where({ case_id: caseId }).select('id')),
    )
    .orderBy('contact.started_at', 'desc')
    .limit(5)
    .select({
      id: 'contact.id',
      channel: 'contact.channel',
      name: db.raw(
        `coalesce(party.organisation_name, nullif(concat_ws(' ', party.given_name, party.family_name), ''))`,
      ),
      operator: 'account.display_name',
      outcome: 'contact.outcome',
      asked: db.raw(
        `(select string_agg(item.text, '; ' order by item.created_at) from contact_item item
          where item.contact_id = contact.id and (item.case_id is null or item.case_id = ?))`,
        [caseId],
      ),
      startedAt: 'contact.started_at',
    })) as CaseContact[];

const questionsOfCase = async (db: Knex, caseId: string): Promise<CaseQuestion[]> =>
  (await db('question')
    .join('office', 'office.id', 'question.office_id')
    .where('question.case_id', caseId)
    .orderByRaw(`question.status = 'closed', question.asked_at desc`)
    .limit(5)
    .select({
      id: 'question.id',
      text: 'question.text',
      status: 'question.status',
      office: 'office.name',
      dueAt: 'question.due_at',
      isLate: db.raw(`(question.status = 'open' and question.reminded_at is not null)`),
    })) as CaseQuestion[];

/** What was said about a case at the desk, for an operator who takes it up; the reader must know the case. */
export const spokenOfCase = async (
  db: Knex,
  caseId: string,
): Promise<{ contacts: CaseContact[]; questions: CaseQuestion[] }> => {
  const [contacts, questions] = await Promise.all([contactsOfCase(db, caseId), questionsOfCase(db, caseId)]);
  return { contacts, questions };
};
