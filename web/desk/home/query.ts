import type { Knex } from 'knex';
import type { Actor } from '../../../core/actor.js';
import { onlyWorkableTasks } from '../../access.js';
import type { Person } from '../../inbox/query.js';
import { addresseeName, lettersToHandOver } from '../letters/definition.js';

export interface DeskTask {
  key: string;
  elementId: string;
  procedureVersionId: string;
  dueAt: Date | null;
  caseId: string;
  caseNumber: string;
  subject: string;
  applicant: string;
  mine: boolean;
}

const nameOf = (table: string): string =>
  `coalesce(${table}.organisation_name, concat_ws(' ', ${table}.family_name, ${table}.given_name))`;

/** Tasks that are mine, and those of my desk that nobody has taken; oldest due first. Those already sent are left out. */
export const deskTasks = async (db: Knex, actor: Actor & { id: string }): Promise<DeskTask[]> =>
  (await db('engine_job as job')
    .join('engine_instance as instance', 'instance.key', 'job.instance_key')
    .join('case_file', 'case_file.id', 'instance.case_id')
    .join('party', 'party.id', 'case_file.applicant_id')
    .leftJoin('task_claim as claim', 'claim.job_key', 'job.key')
    .where('job.kind', 'task')
    .whereIn('job.state', ['created', 'activated', 'failed'])
    .whereRaw('? = any(job.groups)', [actor.officeId])
    .whereRaw('(claim.account_id is null or claim.account_id = ?)', [actor.id])
    .modify(onlyWorkableTasks(actor))
    .whereNotExists(db('task_result').whereRaw('task_result.job_key = job.key'))
    .orderByRaw('job.due_at nulls last, job.created_at, job.key')
    .limit(50)
    .select({
      key: 'job.key',
      elementId: 'job.element_id',
      procedureVersionId: 'case_file.procedure_version_id',
      dueAt: 'job.due_at',
      caseId: 'case_file.id',
      caseNumber: 'case_file.number',
      subject: 'case_file.subject',
      applicant: db.raw(nameOf('party')),
      mine: db.raw('claim.account_id is not null'),
    })) as DeskTask[];

export interface WaitingLetter {
  deliveryId: string;
  documentId: string;
  code: string;
  subject: string;
  addressee: string;
  /** Who is served; null for somebody whom only the letter names. */
  principalId: string | null;
  caseId: string;
  caseNumber: string;
  waitingSince: Date;
}

const waiting = (db: Knex, actor: Person): Knex.QueryBuilder =>
  lettersToHandOver(
    db,
    actor,
  )('all').select({
    deliveryId: 'delivery.id',
    documentId: 'letter.document_id',
    code: 'letter.code',
    subject: 'letter.subject',
    addressee: db.raw(addresseeName),
    principalId: 'delivery.party_id',
    caseId: 'case_file.id',
    caseNumber: 'case_file.number',
    waitingSince: 'delivery.created_at',
  });

/** Letters shown on the desk's first page; all of them have a list of their own. */
const shownLetters = 8;

/** The letters waiting longest at the desk for their addressee, and how many wait. */
export const waitingLetters = async (
  db: Knex,
  actor: Person,
): Promise<{ letters: WaitingLetter[]; count: number }> => {
  const rows = (await waiting(db, actor)
    .select({ count: db.raw('(count(*) over ())::int') })
    .orderBy(['delivery.created_at', 'delivery.id'])
    .limit(shownLetters)) as (WaitingLetter & { count: number })[];
  return { letters: rows, count: rows[0]?.count ?? 0 };
};

/** One of them; undefined when it has been handed over in the meantime. */
export const waitingLetter = async (
  db: Knex,
  actor: Person,
  deliveryId: string,
): Promise<WaitingLetter | undefined> =>
  (await waiting(db, actor).where('delivery.id', deliveryId).first()) as WaitingLetter | undefined;

export interface OpenDraft {
  id: string;
  procedureId: string;
  accountId: string;
  applicant: string;
  /** Who has it now, who began it. */
  holder: string;
  begunBy: string;
  updatedAt: Date;
}

/** The requests begun at the desk and not sent, mine first: any colleague can continue them. */
export const deskDrafts = async (db: Knex, actor: Actor): Promise<OpenDraft[]> =>
  (await db('case_draft')
    .join('party', 'party.id', 'case_draft.applicant_id')
    .join('account as holder', 'holder.id', 'case_draft.account_id')
    .leftJoin('account as beginner', 'beginner.id', 'case_draft.begun_by')
    .orderByRaw('case_draft.account_id = ? desc, case_draft.updated_at desc', [actor.id])
    .limit(50)
    .select({
      id: 'case_draft.id',
      procedureId: 'case_draft.procedure_id',
      accountId: 'case_draft.account_id',
      applicant: db.raw(nameOf('party')),
      holder: 'holder.display_name',
      begunBy: db.raw('coalesce(beginner.display_name, holder.display_name)'),
      updatedAt: 'case_draft.updated_at',
    })) as OpenDraft[];
