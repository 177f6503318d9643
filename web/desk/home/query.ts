import type { Knex } from 'knex';
import type { Actor } from '../../../core/actor.js';
import { onlyVisibleCases, onlyWorkableTasks } from '../../access.js';

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

/** As it is now; of somebody whom only the letter names, as it was written. */
const addresseeName = `case when party.id is null then delivery.addressee else ${nameOf('party')} end`;

const lettersToHandOver = (db: Knex, actor: Actor): Knex.QueryBuilder =>
  db('delivery')
    .join('letter', 'letter.id', 'delivery.letter_id')
    .join('case_file', 'case_file.id', 'letter.case_id')
    .leftJoin('party', 'party.id', 'delivery.party_id')
    .where('delivery.status', 'to-hand-over')
    .modify(onlyVisibleCases(actor))
    .select({
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

/** Letters waiting at the desk for their addressee, by name: the person at the counter says theirs. */
export const waitingLetters = async (db: Knex, actor: Actor): Promise<WaitingLetter[]> =>
  (await lettersToHandOver(db, actor)
    .orderByRaw(`${addresseeName}, delivery.created_at`)
    .limit(100)) as WaitingLetter[];

/** One of them; undefined when it has been handed over in the meantime. */
export const waitingLetter = async (
  db: Knex,
  actor: Actor,
  deliveryId: string,
): Promise<WaitingLetter | undefined> =>
  (await lettersToHandOver(db, actor).where('delivery.id', deliveryId).first()) as WaitingLetter | undefined;

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
