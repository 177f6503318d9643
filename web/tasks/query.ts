import type { Knex } from 'knex';
import { may } from '../../core/actor.js';
import { NotFoundError } from '../../core/errors.js';
import type { JsonObject } from '../../core/json.js';
import type { Person } from '../inbox/query.js';
import { othersLooking } from '../live/presence.js';

export interface TaskFacts {
  key: string;
  elementId: string;
  elementKey: string;
  formKey: string | null;
  groups: string[];
  headers: Record<string, string>;
  state: 'created' | 'activated' | 'failed' | 'error-thrown' | 'completed' | 'cancelled';
  dueAt: Date | null;
  createdAt: Date;
  endedAt: Date | null;
  caseId: string;
  caseNumber: string;
  caseStatus: 'open' | 'closed';
  caseDue: string | null;
  presentedAt: Date;
  subject: string;
  procedureVersionId: string;
  application: JsonObject;
  applicantId: string;
  applicant: string;
  claimedBy: string | null;
  claimedByName: string | null;
  claimedAt: Date | null;
  note: string | null;
  /** When and by whom it was sent; null while nobody has. */
  sentAt: Date | null;
  sentBy: string | null;
  sentByName: string | null;
  sentData: JsonObject | null;
  /** What the reader has typed and not sent. */
  typed: JsonObject | null;
  typedAt: Date | null;
  /** The engine's refusal of an earlier sending. */
  refusal: string | null;
  refusedAt: Date | null;
  /** Colleagues who have it open now. */
  looking: string[];
}

/**
 * A task with its case, as far as the reader may work on it: one of their office's, and at the desk not one of a restricted
 * case that somebody else opened.
 * @throws NotFoundError as if it didn't exist
 */
export const demandWorkableTask = async (db: Knex, actor: Person, key: string): Promise<TaskFacts> => {
  if (!/^\d{1,19}$/.test(key)) throw new NotFoundError('Compito');
  const task = (await db('engine_job as job')
    .join('engine_instance as instance', 'instance.key', 'job.instance_key')
    .join('case_file', 'case_file.id', 'instance.case_id')
    .join('party', 'party.id', 'case_file.applicant_id')
    .leftJoin('task_claim as claim', 'claim.job_key', 'job.key')
    .leftJoin('account as holder', 'holder.id', 'claim.account_id')
    .leftJoin('task_result as result', 'result.job_key', 'job.key')
    .leftJoin('account as sender', 'sender.id', 'result.completed_by')
    .leftJoin('task_draft as draft', (on) =>
      on.on('draft.job_key', 'job.key').andOn('draft.account_id', db.raw('?::uuid', [actor.id])),
    )
    .joinRaw(
      `left join lateral (select last_error, done_at from engine_command
        where engine_command.case_id = case_file.id and kind = 'complete-job' and payload ->> 'jobKey' = job.key::text and status = 'refused'
        order by id desc limit 1) refused on true`,
    )
    .where({ 'job.key': key, 'job.kind': 'task' })
    .whereRaw('job.groups @> array[?]::text[]', [actor.officeId ?? ''])
    .modify((query) => {
      if (may(actor, 'officer', 'responsible')) return;
      query.whereRaw('(not case_file.restricted or case_file.opened_by = ? or claim.account_id = ?)', [
        actor.id,
        actor.id,
      ]);
    })
    .first({
      key: 'job.key',
      elementId: 'job.element_id',
      elementKey: 'job.element_key',
      formKey: 'job.form_key',
      groups: 'job.groups',
      headers: 'job.headers',
      state: 'job.state',
      dueAt: 'job.due_at',
      createdAt: 'job.created_at',
      endedAt: 'job.ended_at',
      caseId: 'case_file.id',
      caseNumber: 'case_file.number',
      caseStatus: 'case_file.status',
      caseDue: 'case_file.due_date',
      presentedAt: 'case_file.presented_at',
      subject: 'case_file.subject',
      procedureVersionId: 'case_file.procedure_version_id',
      application: 'case_file.application',
      applicantId: 'party.id',
      applicant: db.raw(
        `coalesce(party.organisation_name, concat_ws(' ', party.given_name, party.family_name))`,
      ),
      claimedBy: 'claim.account_id',
      claimedByName: 'holder.display_name',
      claimedAt: 'claim.claimed_at',
      note: 'claim.note',
      sentAt: 'result.completed_at',
      sentBy: 'result.completed_by',
      sentByName: 'sender.display_name',
      sentData: 'result.data',
      typed: 'draft.data',
      typedAt: 'draft.updated_at',
      refusal: 'refused.last_error',
      refusedAt: 'refused.done_at',
      looking: db.raw(othersLooking, [actor.id]),
    })) as TaskFacts | undefined;
  if (!task) throw new NotFoundError('Compito');
  return task;
};

/** How a task stands to the reader. */
export type Standing = 'ended' | 'sent' | 'colleague' | 'responsible-only' | 'mine' | 'free';

/** What the reader may do with a task: work on it when it is `mine` or `free`, else only look. */
export const standingOf = (task: TaskFacts, actor: Person): Standing => {
  if (['completed', 'cancelled', 'error-thrown'].includes(task.state)) return 'ended';
  if (task.sentAt) return 'sent';
  if (task.claimedBy && task.claimedBy !== actor.id) return 'colleague';
  if (task.headers['ruolo'] === 'responsabile' && !may(actor, 'responsible')) return 'responsible-only';
  return task.claimedBy ? 'mine' : 'free';
};

export interface Colleague {
  id: string;
  username: string;
  name: string;
}

/** The people of a task's offices to whom it can be handed over or assigned. */
export const colleaguesOf = async (db: Knex, task: TaskFacts): Promise<Colleague[]> =>
  (await db('account')
    .whereIn('office_id', task.groups)
    .where({ active: true })
    .orderBy('display_name')
    .select({ id: 'id', username: 'username', name: 'display_name' })) as Colleague[];

export interface CaseDocument {
  id: string;
  title: string;
  filename: string;
  size: string;
  direction: 'incoming' | 'outgoing' | 'internal';
  mediaType: string;
  createdAt: Date;
}

/** The documents of a case, newest first. */
export const documentsBeside = async (db: Knex, caseId: string): Promise<CaseDocument[]> =>
  (await db('document').where({ case_id: caseId }).orderBy('created_at', 'desc').limit(100).select({
    id: 'id',
    title: 'title',
    filename: 'filename',
    size: 'size',
    direction: 'direction',
    mediaType: 'media_type',
    createdAt: 'created_at',
  })) as CaseDocument[];

export interface EarlierResult {
  elementId: string;
  formKey: string | null;
  data: JsonObject;
  completedAt: Date;
  completedBy: string | null;
}

/** What was decided in the case's tasks before, oldest first. */
export const earlierResults = async (db: Knex, caseId: string): Promise<EarlierResult[]> =>
  (await db('task_result as result')
    .leftJoin('account', 'account.id', 'result.completed_by')
    .where('result.case_id', caseId)
    .orderBy('result.completed_at')
    .select({
      elementId: 'result.element_id',
      formKey: 'result.form_key',
      data: 'result.data',
      completedAt: 'result.completed_at',
      completedBy: 'account.display_name',
    })) as EarlierResult[];

/**
 * Names of files that were received but belong to no case yet.
 * @param uploadedBy only those of this account, where the list comes from a browser
 */
export const pendingFiles = async (
  db: Knex,
  attachments: { field: string; documentId: string }[],
  uploadedBy?: string,
): Promise<{ field: string; documentId: string; filename: string; size: number }[]> => {
  if (attachments.length === 0) return [];
  const ids = attachments.map(({ documentId }) => documentId);
  const rows = (await db('document')
    .whereIn('id', ids)
    .whereNull('case_id')
    .modify((query) => {
      if (uploadedBy) query.where({ uploaded_by: uploadedBy });
    })
    .select('id', 'filename', 'size')) as { id: string; filename: string; size: string }[];
  const byId = new Map(rows.map((row) => [row.id, row]));
  return attachments.flatMap(({ field, documentId }) => {
    const row = byId.get(documentId);
    return row ? [{ field, documentId, filename: row.filename, size: Number(row.size) }] : [];
  });
};
