import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
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

export interface NewDraft {
  procedureId: string;
  applicantId: string;
  delegateId?: string | null;
  /** Made with the page that starts several at once: sent twice, each is one draft. */
  id?: string;
}

/** Starts a request. @returns the draft's id */
export const createCaseDraft = async (
  services: Services,
  actor: Actor,
  { procedureId, applicantId, delegateId = null, id = randomUUID() }: NewDraft,
): Promise<string> => {
  demand(actor, 'operator');
  const { db, clock } = services;
  await dropOldDrafts(services, actor);
  const known = (await db('party').where({ id: applicantId }).first('id')) as { id: string } | undefined;
  if (!known) throw new InputError({ party: 'Scegli la persona che presenta la richiesta.' });
  const at = clock.now();
  await db('case_draft')
    .insert({
      id,
      account_id: actor.id,
      procedure_id: procedureId,
      applicant_id: applicantId,
      delegate_id: delegateId,
      created_at: at,
      updated_at: at,
    })
    .onConflict('id')
    .ignore();
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
    await forgetDocuments(
      trx,
      draft.attachments
        .filter(({ documentId }) => removed.has(documentId))
        .map(({ documentId }) => documentId),
    );
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

/** Documents that belong to no case and are wanted by nobody any more; those of a case stay with it. */
const forgetDocuments = async (trx: Knex, ids: string[]): Promise<void> => {
  if (ids.length > 0) await trx('document').whereIn('id', ids).whereNull('case_id').delete();
};

/** Throws a draft away with what was attached to it: it has become a case, or nobody wants it any more. */
export const dropCaseDraft = ({ db }: Services, actor: Actor, id: string): Promise<void> =>
  db.transaction(async (trx) => {
    const [draft] = (await trx('case_draft')
      .where({ id, account_id: actor.id })
      .delete()
      .returning('attachments')) as {
      attachments: Attachment[];
    }[];
    await forgetDocuments(trx, draft?.attachments.map(({ documentId }) => documentId) ?? []);
  });

/** Days for which a form that nobody touches is kept: personal data isn't left lying about (GDPR art. 5.1.e). */
const keptDays = 30;

const dropOldDrafts = async (services: Services, actor: Actor): Promise<void> => {
  const before = new Date(services.clock.now().getTime() - keptDays * 86_400_000);
  const old = (await services
    .db('case_draft')
    .where('account_id', actor.id)
    .andWhere('updated_at', '<', before)
    .pluck('id')) as string[];
  for (const id of old) await dropCaseDraft(services, actor, id);
};
