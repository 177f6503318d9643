import type { Middleware } from 'koa';
import { may } from '../core/actor.js';
import { unreadNotices } from './notices/query.js';
import { wantsPart, type Page, type PageState } from './page.js';
import { waitingQuestions } from './questions/query.js';
import { requestsToDecide } from './workshop/publication/waiting.js';

/** Streams and files show no menu. */
const withoutMenu = /^\/(live|documents)\b|\/export\.\w+$/;

/** Counts what waits in the rooms of who uses the page, for the numbers beside the menu's words. */
export const badges: Middleware<PageState> = async (ctx, next) => {
  const { actor, services } = ctx.state;
  if (actor && ctx.method === 'GET' && !wantsPart(ctx as Page) && !withoutMenu.test(ctx.path)) {
    const { db, clock } = services;
    const [questions, notices, workshop] = await Promise.all([
      may(actor, 'operator', 'officer', 'responsible') ? waitingQuestions(db, actor) : 0,
      unreadNotices(db, { at: clock.now(), actor }),
      may(actor, 'analyst', 'administrator') ? requestsToDecide(db, actor) : 0,
    ]);
    ctx.state.badges = { questions, officeQuestions: questions, notices, workshop };
  }
  await next();
};
