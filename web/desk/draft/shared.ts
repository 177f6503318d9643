import type { Knex } from 'knex';
import type { JsonObject } from '../../../core/json.js';
import type { Services } from '../../../core/services.js';
import type { DeskDraft } from '../../../db/transactions/draft-work.js';
import { answers } from '../../../processes/catalogue/forms/answers.js';
import type { ProcedureVersion } from '../../../processes/catalogue/catalogue.js';
import type { Person } from '../../inbox/query.js';
import { othersOnDraft } from './presence.js';

interface Aside {
  accountId: string;
  name: string;
  data: JsonObject;
  at: Date;
}

const notesOfDraft = async (db: Knex, draftId: string) =>
  (await db('case_draft_note')
    .join('account', 'account.id', 'case_draft_note.author_id')
    .where({ draft_id: draftId })
    .orderBy('case_draft_note.id', 'desc')
    .select({ text: 'text', author: 'account.display_name', at: 'at' })) as {
    text: string;
    author: string;
    at: Date;
  }[];

const asidesOfDraft = async (db: Knex, draftId: string): Promise<Aside[]> =>
  (await db('case_draft_aside')
    .join('account', 'account.id', 'case_draft_aside.account_id')
    .where({ draft_id: draftId })
    .orderBy('at')
    .select({ accountId: 'account.id', name: 'account.display_name', data: 'data', at: 'at' })) as Aside[];

/** Answers as the form's questions call them. */
export const answersOf = ({ bundle, sheet }: ProcedureVersion, data: JsonObject) => {
  const schema = bundle.forms[sheet.applicationForm];
  return schema ? answers(schema, data) : [];
};

/** Other drafts of the same request for the same person: two colleagues have begun it, or it was left and forgotten. */
const sameRequest = async (db: Knex, { id, applicantId, procedureId }: DeskDraft) =>
  (await db('case_draft')
    .join('account', 'account.id', 'case_draft.account_id')
    .where({ applicant_id: applicantId, procedure_id: procedureId })
    .whereNot('case_draft.id', id)
    .orderBy('case_draft.updated_at', 'desc')
    .select({ id: 'case_draft.id', holder: 'account.display_name', updatedAt: 'case_draft.updated_at' })) as {
    id: string;
    holder: string;
    updatedAt: Date;
  }[];

/** What several people at the desk share of a draft: who has it, who else looks, notes, what was typed beside. */
export const sharedWork = async (
  { db }: Services,
  actor: Person,
  draft: DeskDraft,
  version: ProcedureVersion,
) => {
  const [looking, notes, asides, same] = await Promise.all([
    othersOnDraft(db, draft.id, actor.id),
    notesOfDraft(db, draft.id),
    asidesOfDraft(db, draft.id),
    version.sheet.restricted ? [] : sameRequest(db, draft),
  ]);
  const known = new Map(answersOf(version, draft.data).map(({ label, value }) => [label, value]));
  return {
    isMine: draft.accountId === actor.id,
    looking,
    notes,
    same,
    /** Only what differs from the draft as it is now. */
    asides: asides
      .map((aside) => ({
        ...aside,
        isMine: aside.accountId === actor.id,
        answers: answersOf(version, aside.data).filter(({ label, value }) => known.get(label) !== value),
      }))
      .filter((aside) => aside.answers.length > 0),
  };
};
