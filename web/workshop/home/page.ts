import { draftColumns, type ProcedureDraft } from '../../../db/transactions/workshop/draft.js';
import { actorOf, render, type Page } from '../../page.js';
import { waitingRequests } from '../publication/waiting.js';
import { procedureRows } from './query.js';

/** The workshop's first page, with what was typed in one of its forms and is wrong. */
export const showHome = async (
  ctx: Page,
  errors: Record<string, string> = {},
  typed: Record<string, string> = {},
): Promise<void> => {
  const { db, catalogue } = ctx.state.services;
  if (Object.keys(errors).length > 0) ctx.status = 422;
  const procedures = await procedureRows(db);
  render(ctx, 'workshop/home', {
    title: ctx.state.t('workshop.title'),
    section: 'workshop',
    procedures,
    /** The table asks again by itself until the engine has answered. */
    isPublishing: procedures.some(({ attempt }) => attempt?.status === 'pending'),
    requests: await waitingRequests(db, actorOf(ctx)),
    drafts: (await db('procedure_draft')
      .where({ status: 'open' })
      .orderBy('updated_at', 'desc')
      .select(draftColumns)) as ProcedureDraft[],
    offices: catalogue.municipality.offices,
    errors,
    typed,
  });
};
