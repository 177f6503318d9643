import type { Actor } from '../../../core/actor.js';
import { NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { caseDraft, dropCaseDraft, saveCaseDraft } from '../../../db/transactions/case-drafts.js';
import { field } from '../../form-body.js';
import {
  createRouter,
  demandRole,
  formOf,
  redirectWith,
  uuidParam,
  type Page,
  type PageRouter,
} from '../../page.js';
import { caseOfSubmission } from '../opened/query.js';
import { placeAfter, readApplication } from './application-form.js';
import { attachedFiles } from './query.js';
import { procedureOf, showDraft } from './show.js';
import { delegateFrom, submitDraft } from './submission.js';

/** Opening a case, third step: the form, kept as a draft from its first sending to the case it becomes. */
export const draftRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  /** A draft that was sent already leads to its case: a double click, the back button, a reload. */
  const orItsCase = async (ctx: Page, id: string, page: () => Promise<void>): Promise<void> => {
    try {
      await page();
    } catch (error) {
      const caseId = error instanceof NotFoundError ? await caseOfSubmission(services.db, id) : undefined;
      if (!caseId) throw error;
      redirectWith(ctx, `/desk/opened/${caseId}`);
    }
  };

  router.get('/desk/drafts/:draftId', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const id = uuidParam(ctx, 'draftId', 'Modulo');
    await orItsCase(ctx, id, async () => showDraft(services, ctx, await caseDraft(services, actor, id)));
  });

  router.post('/desk/drafts/:draftId', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const id = uuidParam(ctx, 'draftId', 'Modulo');
    await orItsCase(ctx, id, async () => {
      if (field(formOf(ctx), 'action') === 'drop') {
        await dropCaseDraft(services, actor, id);
        redirectWith(ctx, '/desk', 'desk.draft.dropped');
      } else await receive(services, ctx, actor, id);
    });
  });
  return router;
};

/** Keeps everything that was sent, then does what the pressed button says: keep, take a file away, or open the case. */
const receive = async (services: Services, ctx: Page, actor: Actor, id: string): Promise<void> => {
  const form = formOf(ctx);
  const action = field(form, 'action');
  const before = await caseDraft(services, actor, id);
  const version = await procedureOf(services, before);
  const delegate = await delegateFrom(services, before, {
    chosen: field(form, '_agent'),
    typed: field(form, '_delegate'),
  });
  const draft = await saveCaseDraft(services, actor, id, {
    data: readApplication(version, form.fields, []).typed,
    received: form.files,
    removed: action.startsWith('remove:') ? [action.slice('remove:'.length)] : [],
    ...('id' in delegate ? { delegateId: delegate.id } : {}),
  });

  const attached = await attachedFiles(services.db, draft);
  const { data, errors } = readApplication(version, form.fields, attached);
  const checked = action === 'submit' || field(form, '_checked') === 'yes';
  const wrong = {
    ...(checked ? errors : {}),
    ...('problem' in delegate ? { _delegate: ctx.state.t(delegate.problem) } : {}),
    ...('refusal' in delegate ? { _delegate: delegate.refusal } : {}),
    ...form.fileErrors,
  };
  const remarks = { errors: wrong, delegate: field(form, '_delegate'), checked };
  if (action === 'refresh') return showDraft(services, ctx, draft, remarks);
  const stops = action === 'submit' ? wrong : form.fileErrors;
  if (Object.keys(stops).length > 0) {
    return showDraft(services, ctx, draft, { ...remarks, status: form.tooLarge ? 413 : 422 });
  }
  if (action === 'save') return redirectWith(ctx, '/desk', 'desk.draft.saved');
  if (action !== 'submit')
    return redirectWith(ctx, `/desk/drafts/${id}${placeAfter(version, action, draft.data)}`);

  const procedureVersionId = field(form, 'version');
  const caseId =
    procedureVersionId === version.id
      ? await submitDraft(services, actor, draft, { procedureVersionId, application: data })
      : null;
  if (caseId) redirectWith(ctx, `/desk/opened/${caseId}`);
  else await showDraft(services, ctx, draft, { superseded: true, status: 409 });
};
