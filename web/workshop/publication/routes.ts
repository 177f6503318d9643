import { InputError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { draftById } from '../../../db/transactions/workshop/draft.js';
import { askPublication } from '../../../db/transactions/workshop/publication/ask.js';
import {
  approvePublication,
  refusePublication,
} from '../../../db/transactions/workshop/publication/decide.js';
import { requestById } from '../../../db/transactions/workshop/publication/request.js';
import { withdrawPublication } from '../../../db/transactions/workshop/publication/withdraw.js';
import { field } from '../../form-body.js';
import { actorOf, formOf, redirectWith, uuidParam, type Page, type PageRouter } from '../../page.js';
import { showDraft } from './page.js';

const requestId = (ctx: Page): string => uuidParam(ctx, 'requestId', 'Richiesta di pubblicazione');
const compareOf = (draftId: string): string => `/workshop/drafts/${draftId}/compare`;

/** Asking that a draft be published, and what a second person says to it. */
export const addPublication = (router: PageRouter, services: Services): void => {
  const { db } = services;

  /** What was typed comes back with what is wrong in it. */
  const orShowAgain = async (
    ctx: Page,
    draftId: string,
    values: Record<string, string>,
    work: () => Promise<unknown>,
  ): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      await showDraft(ctx, await draftById(db, draftId), { values, errors: error.fields });
      return false;
    }
  };

  router.post('/workshop/drafts/:draftId/publication', async (ctx) => {
    const page = ctx as Page;
    const draftId = uuidParam(page, 'draftId', 'Bozza');
    const form = formOf(page);
    const typed = { reason: field(form, 'reason'), validFrom: field(form, 'validFrom') };
    const ask = () => askPublication(services, actorOf(page), { draftId, ...typed });
    if (await orShowAgain(page, draftId, typed, ask))
      redirectWith(page, compareOf(draftId), 'workshop.publication.askedNow');
  });

  router.post('/workshop/publications/:requestId/approve', async (ctx) => {
    const page = ctx as Page;
    const { isSent } = await approvePublication(services, actorOf(page), requestId(page));
    redirectWith(page, '/workshop', isSent ? 'workshop.publication.sent' : 'workshop.publication.waits');
  });

  router.post('/workshop/publications/:requestId/refuse', async (ctx) => {
    const page = ctx as Page;
    const { id, draftId } = await requestById(db, requestId(page));
    const answer = field(formOf(page), 'answer');
    const refuse = () => refusePublication(services, actorOf(page), id, answer);
    if (await orShowAgain(page, draftId, { answer }, refuse))
      redirectWith(page, compareOf(draftId), 'workshop.publication.refusedNow');
  });

  router.post('/workshop/publications/:requestId/withdraw', async (ctx) => {
    const page = ctx as Page;
    const { id, draftId } = await requestById(db, requestId(page));
    await withdrawPublication(services, actorOf(page), id);
    redirectWith(page, compareOf(draftId), 'workshop.publication.withdrawnNow');
  });
};
