import type { Services } from '../../core/services.js';
import { leaveSeat } from '../../db/transactions/queue/seat.js';
import { demoAccounts } from './demo-accounts.js';
import { field } from '../form-body.js';
import { locales } from '../i18n.js';
import { beginSession, endSession } from '../middleware/session.js';
import { homeOf } from '../navigation.js';
import {
  actorOf,
  createRouter,
  formOf,
  localUrl,
  redirectWith,
  render,
  type Page,
  type PageRouter,
} from '../page.js';
import { checkPassword } from './check-password.js';

/** Coming in, going out, choosing the language. */
export const loginRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  const showLogin = async (
    ctx: Page,
    typed: { username: string; next: string },
    problem?: string,
  ): Promise<void> =>
    render(ctx, 'login/sign-in', {
      title: ctx.state.t('login.title'),
      ...typed,
      problem,
      accounts: services.config.SPORTELLO_DEMO ? await demoAccounts(services.db) : [],
    });

  router.get('/', (ctx) => redirectWith(ctx, homeOf(actorOf(ctx))));

  router.get('/login', async (ctx) => {
    if (ctx.state.actor) return redirectWith(ctx, homeOf(ctx.state.actor));
    const next = typeof ctx.query['next'] === 'string' ? ctx.query['next'] : '';
    await showLogin(ctx, { username: '', next });
  });

  router.post('/login', async (ctx) => {
    const username = field(formOf(ctx), 'username').toLowerCase();
    const next = field(formOf(ctx), 'next');
    const result = await checkPassword(services, username, formOf(ctx).fields.get('password') ?? '');
    if (!result.ok) {
      ctx.status = result.reason === 'locked' ? 429 : 422;
      return showLogin(
        ctx,
        { username, next },
        ctx.state.t(`login.${result.reason}`, { minutes: result.minutes }),
      );
    }
    await beginSession(ctx, services.db, result.actor.id);
    redirectWith(ctx, localUrl(next, homeOf(result.actor)));
  });

  router.post('/logout', async (ctx) => {
    if (ctx.state.actor) await leaveSeat(services, ctx.state.actor);
    endSession(ctx);
    ctx.set('clear-site-data', '"cache"'); // the back button must not show the last person's pages
    ctx.redirect('/login');
    ctx.status = 303;
  });

  router.post('/language', (ctx) => {
    const wanted = field(formOf(ctx), 'locale');
    if (locales.some((locale) => locale === wanted)) ctx.state.session.locale = wanted;
    redirectWith(ctx, localUrl(field(formOf(ctx), 'back'), '/'));
  });
  return router;
};
