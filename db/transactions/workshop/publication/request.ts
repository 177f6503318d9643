import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { ConflictError, NotFoundError } from '../../../../core/errors.js';
import type { FolderFiles } from '../../../../processes/catalogue/folder-files.js';
import { holdOpenDraft, type ProcedureDraft } from '../draft.js';

/** Somebody wants a draft to be in force, and somebody else must say yes. */
export interface PublicationRequest {
  id: string;
  draftId: string;
  procedureId: string;
  filesHash: string;
  reason: string;
  /** `yyyy-mm-dd`, the first day on which it is in force. */
  validFrom: string;
  status: 'asked' | 'approved' | 'refused' | 'withdrawn' | 'published' | 'failed';
  askedAt: Date;
  askedBy: string;
  askedById: string;
  decidedAt: Date | null;
  decidedBy: string | null;
  answer: string | null;
  versionId: string | null;
}

export const requestColumns = {
  id: 'id',
  draftId: 'draft_id',
  procedureId: 'procedure_id',
  filesHash: 'files_hash',
  reason: 'reason',
  validFrom: 'valid_from',
  status: 'status',
  askedAt: 'asked_at',
  askedBy: 'asked_by',
  askedById: 'asked_by_id',
  decidedAt: 'decided_at',
  decidedBy: 'decided_by',
  answer: 'answer',
  versionId: 'version_id',
};

/** States in which a request still leads to a publication. */
export const openStates = ['asked', 'approved'] as const;

/** SHA-256 of a draft's files: a request is for exactly what was shown. */
export const filesHash = (files: FolderFiles): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))))
    .digest('hex');

/** The request that is open for a draft, or else the last one; undefined when nobody ever asked. */
export const requestOf = async (db: Knex, draftId: string): Promise<PublicationRequest | undefined> =>
  (await db('publication_request')
    .where({ draft_id: draftId })
    .orderBy('asked_at', 'desc')
    .first(requestColumns)) as PublicationRequest | undefined;

/** @throws NotFoundError */
export const requestById = async (db: Knex, id: string): Promise<PublicationRequest> => {
  const request = (await db('publication_request').where({ id }).first(requestColumns)) as
    PublicationRequest | undefined;
  if (!request) throw new NotFoundError('Richiesta di pubblicazione');
  return request;
};

/**
 * A request in one of the given states with its draft, both held until the transaction ends.
 * @throws ConflictError when it was decided meanwhile
 */
export const holdRequest = async (
  trx: Knex.Transaction,
  id: string,
  states: readonly PublicationRequest['status'][],
): Promise<{ request: PublicationRequest; draft: ProcedureDraft }> => {
  const { draftId } = await requestById(trx, id);
  const draft = await holdOpenDraft(trx, draftId);
  const request = await requestById(trx, id); // again: nobody changes it now
  if (states.includes(request.status)) return { request, draft };
  throw new ConflictError('publication.decided', {
    message: 'Questa richiesta è già stata decisa o ritirata.',
    remedy: 'Ricarica la pagina della bozza: dice che cosa ne è stato.',
  });
};
