import { z } from 'zod';
import { BusinessError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { draftById } from '../../../db/transactions/workshop/draft.js';
import { draftFile, saveDraftFile } from '../../../db/transactions/workshop/draft-files.js';
import { sayGone, sayPresent } from '../../../db/transactions/workshop/presence.js';
import { actorOf, formOf, isUuid, uuidParam, type Page, type PageRouter } from '../../page.js';
import { findingsOfDraft } from './check.js';

const sentFile = z.strictObject({ content: z.string().nullable(), revision: z.number().int().nonnegative() });
const sentCheck = z.strictObject({ unsaved: z.record(z.string(), z.string()).default({}) });
const sentPresence = z.strictObject({
  page: z.string().refine(isUuid),
  path: z.string().max(200),
  leaves: z.boolean().default(false),
});

const sent = <T>(ctx: Page, schema: z.ZodType<T>): T => {
  const parsed = schema.safeParse(formOf(ctx).json);
  if (parsed.success) return parsed.data;
  throw new BusinessError('draft.request', {
    message: 'La richiesta non è come il server la aspetta.',
    remedy: 'La bozza non è cambiata. Ricarica la pagina e riprova.',
  });
};

const draftId = (ctx: Page): string => uuidParam(ctx, 'draftId', 'Bozza');

/** What every editor of the workshop talks to: one file at a time, checks, and who else is here. All answers are JSON. */
export const addDraftFiles = (router: PageRouter, services: Services): void => {
  router.get('/workshop/drafts/:draftId/files/*path', async (ctx) => {
    ctx.body = await draftFile(services.db, draftId(ctx as Page), ctx.params['path'] ?? '');
  });

  router.post('/workshop/drafts/:draftId/files/*path', async (ctx) => {
    const page = ctx as Page;
    ctx.body = await saveDraftFile(services, actorOf(page), {
      draftId: draftId(page),
      path: ctx.params['path'] ?? '',
      ...sent(page, sentFile),
    });
  });

  router.post('/workshop/drafts/:draftId/check', async (ctx) => {
    const draft = await draftById(services.db, draftId(ctx as Page));
    const { unsaved } = sent(ctx as Page, sentCheck);
    ctx.body = { findings: await findingsOfDraft(services, draft, unsaved) };
  });

  router.post('/workshop/drafts/:draftId/presence', async (ctx) => {
    const { name } = actorOf(ctx as Page);
    const { id } = await draftById(services.db, draftId(ctx as Page));
    const { leaves, ...place } = sent(ctx as Page, sentPresence);
    const here = { draftId: id, ...place };
    if (leaves) await sayGone(services.db, here);
    const others = leaves ? [] : await sayPresent(services.db, here, { name, at: services.clock.now() });
    ctx.body = { others };
  });
};
