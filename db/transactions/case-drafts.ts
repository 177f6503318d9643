import { randomUUID } from 'node:crypto';
import { demand, type Actor } from '../../core/actor.js';
import { InputError, NotFoundError } from '../../core/errors.js';
import type { JsonObject } from '../../core/json.js';
import type { Services } from '../../core/services.js';
import type { Attachment } from './attachments.js';
import { receiveDocument, type ReceivedDocument } from './receive-document.js';

/** A request being written at the desk. Its id is the submission token of the case it becomes. */
export interface CaseDraft {
  id: string;
  accountId: string;
  procedureId: string;
  applicantId: string;
  delegateId: string | null;
  /** The form as typed. */
  data: JsonObject;
  attachments: Attachment[];
  updatedAt: Date;
}

const columns = {
  id: 'id',
  accountId: 'account_id',
  procedureId: 'procedure_id',
  applicantId: 'applicant_id',
  delegateId: 'delegate_id',
  data: 'data',
  attachments: 'attachments',
  updatedAt: 'updated_at',
};

/** Starts a request. @returns the draft's id */
export const createCaseDraft = async (
  { db, clock }: Services,
  actor: Actor,
  { procedureId, applicantId }: { procedureId: string; applicantId: string },
): Promise<string> => {
  demand(actor, 'operator');
  const known = (await db('party').where({ id: applicantId }).first('id')) as { id: string } | undefined;
  if (!known) throw new InputError({ party: 'Scegli la persona che presenta la richiesta.' });
  const id = randomUUID();
  const at = clock.now();
  await db('case_draft').insert({
    id,
    account_id: actor.id,
    procedure_id: procedureId,
    applicant_id: applicantId,
    created_at: at,
    updated_at: at,
  });
  return id;
};

/** One's own draft. @throws NotFoundError when there is none, or it is a colleague's */
export const caseDraft = async ({ db }: Services, actor: Actor, id: string): Promise<CaseDraft> => {
  const draft = (await db('case_draft').where({ id, account_id: actor.id }).first(columns)) as
    CaseDraft | undefined;
  if (!draft) throw new NotFoundError('Modulo');
  return draft;
};

export interface DraftChange {
  data: JsonObject;
  /** Files that have just arrived. */
  received?: ReceivedDocument[];
  /** Attachments to take away again. */
  removed?: string[];
  /** Undefined leaves it as it is. */
  delegateId?: string | null;
}

/** Keeps what has been typed and attached so far. @returns the draft as it is now */
export const saveCaseDraft = (
  services: Services,
  actor: Actor,
  id: string,
  change: DraftChange,
): Promise<CaseDraft> =>
  services.db.transaction(async (trx) => {
    const draft = (await trx('case_draft').where({ id, account_id: actor.id }).forUpdate().first(columns)) as
      CaseDraft | undefined;
    if (!draft) throw new NotFoundError('Modulo');
    const at = services.clock.now();
    const removed = new Set(change.removed ?? []);
    const attachments = draft.attachments.filter(({ documentId }) => !removed.has(documentId));
    for (const file of change.received ?? []) {
      attachments.push({ field: file.field, documentId: await receiveDocument(trx, { ...file, actor, at }) });
    }
    await trx('case_draft')
      .where({ id })
      .update({
        data: JSON.stringify(change.data),
        attachments: JSON.stringify(attachments),
        updated_at: at,
        ...(change.delegateId === undefined ? {} : { delegate_id: change.delegateId }),
      });
    return { ...draft, data: change.data, attachments, delegateId: change.delegateId ?? draft.delegateId };
  });

/** Throws a draft away: it has become a case, or nobody wants it any more. */
export const dropCaseDraft = async ({ db }: Services, actor: Actor, id: string): Promise<void> => {
  await db('case_draft').where({ id, account_id: actor.id }).delete();
};
