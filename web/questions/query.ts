import type { Knex } from 'knex';
import type { Actor } from '../../core/actor.js';
import { NotFoundError } from '../../core/errors.js';
import type { QuestionEntryKind, QuestionKind, QuestionStatus } from '../../db/transactions/questions.js';
import { onlyVisibleCases } from '../access.js';
import { onlyAboutKnownCases } from '../known-cases.js';

const nameOf = `coalesce(party.organisation_name, nullif(concat_ws(' ', party.given_name, party.family_name), ''))`;

export interface PersonQuestion {
  id: string;
  text: string;
  status: QuestionStatus;
  office: string;
  dueAt: Date;
  isLate: boolean;
  /** Its office has been reminded so often that the head was told. */
  isEscalated: boolean;
  reminders: number;
}

const shortColumns = (db: Knex) => ({
  id: 'question.id',
  text: 'question.text',
  status: 'question.status',
  office: 'office.name',
  dueAt: 'question.due_at',
  isLate: db.raw(`(question.status = 'open' and question.reminded_at is not null)`),
  isEscalated: db.raw(`(question.status = 'open' and question.escalated_at is not null)`),
  reminders: 'question.reminders',
});

/** What a person has asked and hasn't been told yet. */
export const personQuestions = async (db: Knex, actor: Actor, partyId: string): Promise<PersonQuestion[]> =>
  (await db('question')
    .join('office', 'office.id', 'question.office_id')
    .where('question.party_id', partyId)
    .whereNot('question.status', 'closed')
    .modify(onlyAboutKnownCases(db, actor, 'question.case_id'))
    .orderBy('question.asked_at')
    .limit(20)
    .select(shortColumns(db))) as PersonQuestion[];

export interface ListedQuestion extends PersonQuestion {
  number: string;
  kind: QuestionKind;
  name: string | null;
  askedBy: string;
  askedAt: Date;
}

const listed = (db: Knex): Knex.QueryBuilder =>
  db('question')
    .join('office', 'office.id', 'question.office_id')
    .join('account', 'account.id', 'question.asked_by')
    .leftJoin('party', 'party.id', 'question.party_id')
    .select({
      ...shortColumns(db),
      number: db.raw(`question.number || '/' || question.year`),
      kind: 'question.kind',
      name: db.raw(nameOf),
      askedBy: 'account.display_name',
      askedAt: 'question.asked_at',
    });

/** Rows of a list at most: they are worked off, not archived here. */
const listLimit = 200;

/** For the desk: what has come back and must be told to somebody, or what still waits for an office. */
export const deskQuestions = async (
  db: Knex,
  actor: Actor,
  statuses: QuestionStatus[],
): Promise<ListedQuestion[]> =>
  (await listed(db)
    .whereIn('question.status', statuses)
    .modify(onlyAboutKnownCases(db, actor, 'question.case_id'))
    .orderBy('question.due_at')
    .limit(listLimit)) as ListedQuestion[];

/** For an office: what it has to answer, oldest due first. */
export const officeQuestions = async (db: Knex, officeId: string): Promise<ListedQuestion[]> =>
  (await listed(db)
    .where({ 'question.office_id': officeId, 'question.status': 'open' })
    .orderBy('question.due_at')
    .limit(listLimit)) as ListedQuestion[];

/** How many wait: for the desk, those that came back; for an office, those to answer. */
export const waitingQuestions = async (db: Knex, actor: Actor): Promise<number> => {
  const isDesk = actor.roles.includes('operator');
  const [row] = (await db('question')
    .modify((query) =>
      isDesk
        ? void query
            .whereIn('question.status', ['answered', 'returned'])
            .modify(onlyAboutKnownCases(db, actor, 'question.case_id'))
        : void query.where({ office_id: actor.officeId, status: 'open' }),
    )
    .select(db.raw('count(*)::int as count'))) as unknown as { count: number }[];
  return row?.count ?? 0;
};

export interface QuestionFacts extends ListedQuestion {
  officeId: string;
  contactId: string;
  partyId: string | null;
  procedureId: string | null;
  askedFirst: { question: string; answer: string }[];
  /** Null where the reader may not know the case. */
  caseId: string | null;
  caseNumber: string | null;
  callBack: string | null;
}

const visibleCase = (db: Knex, actor: Actor) =>
  db('case_file').modify(onlyVisibleCases(actor)).select('case_file.id', 'case_file.number').as('file');

const facts = (db: Knex, actor: Actor, id: string): Knex.QueryBuilder =>
  listed(db).leftJoin(visibleCase(db, actor), 'file.id', 'question.case_id').where('question.id', id).select({
    officeId: 'question.office_id',
    contactId: 'question.contact_id',
    partyId: 'question.party_id',
    procedureId: 'question.procedure_id',
    askedFirst: 'question.asked_first',
    caseId: 'file.id',
    caseNumber: 'file.number',
  });

/** A question as the desk sees it, with where to call the person. @throws NotFoundError */
export const deskQuestion = async (db: Knex, actor: Actor, id: string): Promise<QuestionFacts> => {
  const question = (await facts(db, actor, id)
    .select({ callBack: 'question.call_back' })
    .modify(onlyAboutKnownCases(db, actor, 'question.case_id'))
    .first()) as QuestionFacts | undefined;
  if (!question) throw new NotFoundError('Quesito');
  return question;
};

/** A question as its office sees it: nothing by which to reach the person. @throws NotFoundError unless it is the office's */
export const officeQuestion = async (
  db: Knex,
  actor: Actor,
  id: string,
): Promise<Omit<QuestionFacts, 'callBack'>> => {
  const question = (await facts(db, actor, id).where('question.office_id', actor.officeId).first()) as
    QuestionFacts | undefined;
  if (!question) throw new NotFoundError('Quesito');
  return question;
};

export interface QuestionEntry {
  at: Date;
  kind: QuestionEntryKind;
  who: string | null;
  text: string | null;
}

/** What went to and fro, in order. */
export const questionEntries = async (db: Knex, questionId: string): Promise<QuestionEntry[]> =>
  (await db('question_entry as entry')
    .leftJoin('account', 'account.id', 'entry.account_id')
    .where('entry.question_id', questionId)
    .orderBy('entry.id')
    .select({
      at: 'entry.at',
      kind: 'entry.kind',
      who: 'account.display_name',
      text: 'entry.text',
    })) as QuestionEntry[];
