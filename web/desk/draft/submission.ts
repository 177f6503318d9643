import type { Actor } from '../../../core/actor.js';
import { ConflictError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { Party } from '../../../db/models/party.js';
import { dropCaseDraft, type CaseDraft } from '../../../db/transactions/case-drafts.js';
import { openCase, type OpenCase } from '../../../db/transactions/open-case.js';

/**
 * Who presents the request for the applicant, from the tax code typed.
 * @returns null when nothing was typed; a message key when the code leads to nobody
 */
export const delegateFrom = async (
  { db }: Services,
  draft: CaseDraft,
  typed: string,
): Promise<{ id: string | null } | { problem: string }> => {
  const taxCode = typed.toUpperCase().replace(/\s/g, '');
  if (!taxCode) return { id: null };
  const delegate = await Party.query(db).findOne({ tax_code: taxCode });
  if (!delegate) return { problem: 'desk.draft.delegate.unknown' };
  if (delegate.id === draft.applicantId) return { problem: 'desk.draft.delegate.same' };
  return { id: delegate.id };
};

/**
 * Sends a checked request. The draft's id is the submission token: sent twice, it is the same case.
 * @returns the case's id, or null when the procedure was published anew and the form must be looked at again
 */
export const submitDraft = async (
  services: Services,
  actor: Actor,
  draft: CaseDraft,
  request: Pick<OpenCase, 'procedureVersionId' | 'application'>,
): Promise<string | null> => {
  try {
    const { caseId } = await openCase(services, actor, {
      ...request,
      applicantId: draft.applicantId,
      delegateId: draft.delegateId,
      attachments: draft.attachments,
      submissionToken: draft.id,
    });
    await dropCaseDraft(services, actor, draft.id);
    return caseId;
  } catch (error) {
    if (error instanceof ConflictError && error.code === 'procedure.superseded') return null;
    throw error;
  }
};
