import type { Middleware } from 'koa';
import { may } from '../core/actor.js';
import { wantsPart, type Page, type PageState } from './page.js';
import { waitingQuestions } from './questions/query.js';

/** Counts what waits in the rooms of who uses the page, for the numbers beside the menu's words. */
export const badges: Middleware<PageState> = async (ctx, next) => {
  const { actor, services } = ctx.state;
  if (actor && ctx.method === 'GET' && !wantsPart(ctx as Page) && !/^\/(live|documents)\b/.test(ctx.path)) {
    const questions = may(actor, 'operator', 'officer', 'responsible')
      ? await waitingQuestions(services.db, actor)
      : 0;
    ctx.state.badges = { questions, officeQuestions: questions };
  }
  await next();
};
