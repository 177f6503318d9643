import type { Actor } from '../../../core/actor.js';
import { ConflictError, InputError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { Party } from '../../../db/models/party.js';
import { dropCaseDraft, type CaseDraft } from '../../../db/transactions/case-drafts.js';
import { openCase, type OpenCase } from '../../../db/transactions/open-case.js';
import { powerFor } from '../../../db/party-powers.js';
import { dateInRome } from '../../../law/calendar.js';
import { isUuid } from '../../page.js';

/**
 * Who presents the request for the applicant: chosen among those with a power that holds, or by the tax code typed.
 * @param chosen id of a party offered by the form
 * @returns null when nobody does; what to say when the code leads to nobody, or to somebody whose power has ended
 */
export const delegateFrom = async (
  { db, clock }: Services,
  draft: CaseDraft,
  { chosen, typed }: { chosen: string; typed: string },
): Promise<{ id: string | null } | { problem: string } | { refusal: string }> => {
  if (!typed && !isUuid(chosen)) return { id: null };
  const delegate = typed ? await Party.withTaxCode(db, typed) : await Party.live(db, chosen);
  if (!delegate) return { problem: 'desk.draft.delegate.unknown' };
  if (delegate.id === draft.applicantId) return { problem: 'desk.draft.delegate.same' };
  try {
    await powerFor(db, {
      agentId: delegate.id,
      principalId: draft.applicantId,
      procedureId: draft.procedureId,
      on: dateInRome(clock.now()),
    });
    return { id: delegate.id };
  } catch (error) {
    if (error instanceof InputError) return { refusal: error.fields['_delegate'] ?? error.message };
    throw error;
  }
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
