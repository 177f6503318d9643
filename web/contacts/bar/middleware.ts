import type { Middleware } from 'koa';
import { wantsPart, type Page, type PageState } from '../../page.js';
import { contactBarOf } from './model.js';

/** Addresses that answer with no page. */
const notAPage = /^\/(live|documents|assets)\b/;

/** Puts the bar at hand of every page, before its own code runs: the layout shows it to operators. */
export const contactBar: Middleware<PageState> = async (ctx, next) => {
  if (!wantsPart(ctx as Page) && !notAPage.test(ctx.path)) {
    ctx.state.contactBar = await contactBarOf(ctx as Page);
  }
  await next();
};
