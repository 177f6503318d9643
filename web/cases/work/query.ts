import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Services } from '../../../core/services.js';
import type { CaseFile } from '../../../db/models/case-file.js';
import { isInside } from '../../../db/transactions/casework/rights.js';
import { onlyVisibleCases } from '../../access.js';
import type { Person } from '../../inbox/query.js';
import { caseActions } from './actions.js';

export interface CaseNote {
  kind: 'internal' | 'hand-over';
  text: string;
  author: string;
  at: Date;
}

/** Notes of a case, newest first: hand-over notes for everybody who knows it, internal ones only from the inside. */
export const caseNotes = async (db: Knex, caseId: string, inside: boolean): Promise<CaseNote[]> =>
  (await db('case_note')
    .join('account', 'account.id', 'case_note.author_id')
    .where({ case_id: caseId })
    .modify((query) => {
      if (!inside) query.where({ kind: 'hand-over' });
    })
    .orderBy('case_note.id', 'desc')
    .limit(200)
    .select({ kind: 'kind', text: 'text', author: 'account.display_name', at: 'at' })) as CaseNote[];

/** Notes as the page shows them: those for everybody apart from the offices' own. */
export const notesOf = (notes: CaseNote[], inside: boolean) => ({
  inside,
  handOver: notes.filter(({ kind }) => kind === 'hand-over'),
  internal: notes.filter(({ kind }) => kind === 'internal'),
});

export interface RoleChange {
  name: string;
  role: string;
  change: 'added' | 'ended';
  reason: string;
  by: string;
  at: Date;
}

/** How the roles of a case came and went, newest first. */
export const roleChanges = async (db: Knex, caseId: string): Promise<RoleChange[]> =>
  (await db('case_role_change as change')
    .join('party', 'party.id', 'change.party_id')
    .leftJoin('account', 'account.id', 'change.by_id')
    .where({ case_id: caseId })
    .orderBy('change.id', 'desc')
    .select({
      name: db.raw(`coalesce(party.organisation_name, concat_ws(' ', party.given_name, party.family_name))`),
      role: 'change.role',
      change: 'change.change',
      reason: 'change.reason',
      by: db.raw(`coalesce(account.display_name, 'Sportello')`),
      at: 'change.at',
    })) as RoleChange[];

export interface Assignment {
  kind: 'assigned' | 'changed' | 'abstained' | 'transferred';
  from: string | null;
  to: string | null;
  reason: string;
  by: string | null;
  at: Date;
}

/** Who has been responsible for a case, newest first. */
const assignments = async (db: Knex, caseId: string): Promise<Assignment[]> =>
  (await db('case_assignment as step')
    .leftJoin('account as before', 'before.id', 'step.from_id')
    .leftJoin('account as after', 'after.id', 'step.to_id')
    .leftJoin('account as chooser', 'chooser.id', 'step.by_id')
    .where({ case_id: caseId })
    .orderBy('step.id', 'desc')
    .select({
      kind: 'step.kind',
      from: 'before.display_name',
      to: 'after.display_name',
      reason: 'step.reason',
      by: 'chooser.display_name',
      at: 'step.at',
    })) as Assignment[];

export interface RelatedCase {
  id: string;
  number: string;
  subject: string;
  status: 'open' | 'closed';
  kind: string;
}

/** The cases that belong together with one, as far as the reader knows them. */
const relatedCases = async (db: Knex, actor: Person, caseId: string): Promise<RelatedCase[]> =>
  (await db('case_relation')
    .joinRaw(
      `join case_file on case_file.id =
         case when case_relation.case_id = ? then case_relation.other_id else case_relation.case_id end`,
      [caseId],
    )
    .whereRaw('(case_relation.case_id = ? or case_relation.other_id = ?)', [caseId, caseId])
    .modify(onlyVisibleCases(actor))
    .orderBy('case_file.number')
    .select({
      id: 'case_file.id',
      number: 'case_file.number',
      subject: 'case_file.subject',
      status: 'case_file.status',
      kind: 'case_relation.kind',
    })) as RelatedCase[];

/** The tags put last on cases that are not restricted, the most used first: suggestions for the next. */
export const knownTags = async (db: Knex): Promise<string[]> =>
  (await db
    .from(
      db('case_tag')
        .join('case_file', 'case_file.id', 'case_tag.case_id')
        .where({ restricted: false })
        .orderBy('case_tag.at', 'desc')
        .limit(500)
        .select('tag')
        .as('latest'),
    )
    .groupBy('tag')
    .orderByRaw('count(*) desc, tag')
    .limit(50)
    .pluck('tag')) as string[];

export interface Grant {
  accountId: string;
  name: string;
  until: string;
  reason: string;
  by: string;
}

/** Who was given access to a restricted case and has it still. */
const grants = async (db: Knex, caseId: string): Promise<Grant[]> =>
  (await db('case_grant')
    .join('account', 'account.id', 'case_grant.account_id')
    .join('account as giver', 'giver.id', 'case_grant.by_id')
    .where({ case_id: caseId })
    .whereNull('ended_at')
    .whereRaw('until >= office_today()')
    .orderBy('until')
    .select({
      accountId: 'account.id',
      name: 'account.display_name',
      until: 'until',
      reason: 'reason',
      by: 'giver.display_name',
    })) as Grant[];

/** What people do with a case beside its diagram, as its page shows it: one query for each list. */
export const caseWork = async ({ db }: Services, actor: Person, file: CaseFile) => {
  const inside = isInside(actor, file);
  const [notes, roles, responsible, related, tags, suggestions, followUp, access] = await Promise.all([
    caseNotes(db, file.id, inside),
    roleChanges(db, file.id),
    assignments(db, file.id),
    relatedCases(db, actor, file.id),
    db('case_tag').where({ case_id: file.id }).orderBy('tag').pluck('tag') as Promise<string[]>,
    knownTags(db),
    db('case_follow_up')
      .where({ case_id: file.id, account_id: actor.id })
      .first({ dueOn: 'due_on', note: 'note' }) as Promise<{ dueOn: string; note: string } | undefined>,
    file.restricted ? grants(db, file.id) : [],
  ]);
  return {
    /** Makes the buttons of this page work once. */
    token: randomUUID(),
    may: Object.fromEntries(caseActions.map((action) => [action.name, action.may(actor, file)])),
    ...notesOf(notes, inside),
    roles,
    responsible,
    related,
    tags: tags.map((tag) => ({ tag, query: new URLSearchParams({ tag }).toString() })),
    suggestions: suggestions.filter((tag) => !tags.includes(tag)),
    followUp,
    access,
  };
};
