import type { Services } from '../../../core/services.js';
import { addDraftNote, dropAside, takeDraft } from '../../../db/transactions/draft-work.js';
import { field } from '../../form-body.js';
import {
  createRouter,
  demandRole,
  formOf,
  isUuid,
  redirectWith,
  uuidParam,
  type PageRouter,
} from '../../page.js';

/** Continuing a colleague's draft, the note one leaves for whoever continues, and what was typed beside it. */
export const takeOverRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  router.post('/desk/drafts/:draftId/take', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const id = uuidParam(ctx, 'draftId', 'Modulo');
    await takeDraft(services, actor, id);
    redirectWith(ctx, `/desk/drafts/${id}`, 'casework.draft.taken');
  });

  router.post('/desk/drafts/:draftId/note', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const id = uuidParam(ctx, 'draftId', 'Modulo');
    const text = field(formOf(ctx), 'text').slice(0, 4000);
    if (text) await addDraftNote(services, actor, id, text);
    redirectWith(ctx, `/desk/drafts/${id}`, text ? 'casework.hand-over.done' : 'casework.draft.note.empty');
  });

  router.post('/desk/drafts/:draftId/aside', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const id = uuidParam(ctx, 'draftId', 'Modulo');
    const accountId = field(formOf(ctx), 'account');
    if (isUuid(accountId)) await dropAside(services, actor, id, accountId);
    redirectWith(ctx, `/desk/drafts/${id}`);
  });
  return router;
};
