import type { Knex } from 'knex';
import type { Actor } from '../../../../core/actor.js';
import type { ProcedureBundle } from '../../../../processes/catalogue/bundle.js';
import type { FolderFiles } from '../../../../processes/catalogue/folder-files.js';
import { publishVersion } from '../../../../processes/catalogue/publish.js';
import { audit } from '../../../audit.js';
import { notify } from '../../../listen.js';
import type { ProcedureDraft } from '../draft.js';
import { demandNewest, heldNewest } from './newest.js';
import type { PublicationRequest } from './request.js';

export interface ApprovedRequest {
  request: PublicationRequest;
  draft: ProcedureDraft;
  files: FolderFiles;
  /** Of the same files, without errors. */
  bundle: ProcedureBundle;
}

/**
 * Sends what a request is for to the engine, in the transaction that decides so. Open cases go on under the version they
 * began with.
 * @param actor who decided, or the program on the day that was asked for
 * @throws ConflictError when somebody published since the draft was begun
 */
export const publishRequest = async (
  trx: Knex.Transaction,
  { request, draft, files, bundle }: ApprovedRequest,
  { actor, at }: { actor: Actor; at: Date },
): Promise<void> => {
  demandNewest(await heldNewest(trx, draft.procedureId), draft.baseVersionId);
  const { reason, askedBy } = request;
  const versionId = await publishVersion(trx, { bundle, files, createdBy: askedBy, reason, at });
  await trx('publication_request')
    .where({ id: request.id })
    .update({ status: 'published', version_id: versionId });
  await trx('procedure_draft').where({ id: draft.id }).update({ status: 'published', updated_at: at });
  await audit(trx, {
    at,
    actor,
    act: 'procedimento.pubblicato',
    details: {
      procedimento: draft.procedureId,
      versione: versionId,
      partendoDa: draft.baseVersionId,
      chiestaDa: askedBy,
      motivo: reason,
    },
  });
  await notify(trx, 'procedures');
};

/** The engine refused a version: its draft is open again, so that it can be mended, and its request tells why. */
export const reopenRefusedDraft = async (trx: Knex, versionId: string, message: string): Promise<void> => {
  const [request] = (await trx('publication_request')
    .where({ version_id: versionId })
    .update({ status: 'failed', answer: `Il motore l’ha rifiutata: ${message}` })
    .returning('draft_id')) as { draft_id: string }[];
  if (!request) return;
  await trx('procedure_draft').where({ id: request.draft_id }).update({ status: 'open' });
};
