import Router from '@koa/router';
import type { Middleware } from 'koa';
import type { Services } from '../../core/services.js';
import type { Locale, Translate } from '../i18n.js';
import type { PageState } from '../page.js';
import { procedureRoutes } from './procedures/routes.js';
import { chooseLanguage, renderPublic } from './render.js';
import { statusRoutes } from './status/routes.js';

const ours = /^\/(stato|procedimenti|procedimenti\.json)(\/|$)/;

/** What search engines may look at: the sheets, and nothing of anybody's case. */
const robots = 'User-agent: *\nAllow: /procedimenti\nDisallow: /\n';

/**
 * The pages open to everybody. They stand before sessions and login: no cookie is read or written, and nothing on them
 * depends on who looks.
 */
export const publicPages = (
  services: Services,
  translators: Record<Locale, Translate>,
): Middleware<PageState> => {
  const router = new Router<PageState>();
  statusRoutes(services, router);
  procedureRoutes(services, router);
  const answer = router.routes() as unknown as Middleware<PageState>;

  return async (ctx, next) => {
    if (ctx.path === '/robots.txt') {
      ctx.type = 'text';
      ctx.body = robots;
      return;
    }
    if (!ours.test(ctx.path) || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next();
    chooseLanguage(ctx, translators);
    await answer(ctx, () => Promise.resolve());
    if (ctx.body != null || ctx.status !== 404) return;
    renderPublic(ctx, 'public/missing', { title: ctx.state.t('public.missing'), noIndex: true });
    ctx.status = 404;
  };
};
