import Koa from 'koa';
import type { Services } from '../core/services.js';
import { isGym } from '../gym/settings.js';
import { secretsOf } from '../start/secrets.js';
import { contactBar } from './contacts/bar/middleware.js';
import { errors } from './errors.js';
import { noteUse } from './gym/use.js';
import { createTranslators } from './i18n.js';
import { account, demandLogin } from './middleware/account.js';
import { assets, assetUrl } from './middleware/assets.js';
import { body } from './middleware/body.js';
import { csrfCheck, csrfToken } from './middleware/csrf.js';
import { health } from './middleware/health.js';
import { requestLog } from './middleware/request-log.js';
import { securityHeaders } from './middleware/security.js';
import { sessions } from './middleware/session.js';
import { station } from './middleware/station.js';
import { badges } from './navigation-badges.js';
import { navigationFor } from './navigation.js';
import type { PageState } from './page.js';
import { publicPages } from './public/pages.js';
import { mountRoutes } from './routes.js';
import { createViews } from './views.js';

/** The site: middleware from the outside in, then the pages. */
export const createApp = (services: Services): Koa => {
  const app = new Koa<PageState>({ proxy: services.config.SPORTELLO_PROXY, maxIpsCount: 1 });
  const translators = createTranslators();
  const views = createViews(() => ({
    municipality: services.catalogue.municipality.name,
    demo: services.config.SPORTELLO_DEMO,
    gym: isGym(services.config),
    navigation: navigationFor,
    asset: assetUrl,
  }));
  app.keys = [secretsOf(services.config).session];
  app.silent = true; // errors.ts logs what matters

  app.use(async (ctx, next) => {
    Object.assign(ctx.state, {
      services,
      views,
      actor: null,
      station: null,
      locale: 'it',
      t: translators.it,
      session: {},
    });
    await next();
  });
  app.use(requestLog(services.log));
  app.use(securityHeaders);
  app.use(errors(services.log));
  app.use(assets);
  app.use(health(services.db));
  if (isGym(services.config)) app.use(noteUse(services.db));
  app.use(publicPages(services, translators));
  app.use(sessions(app, services.db, isGym(services.config) ? 'sportello-palestra' : 'sportello'));
  app.use(csrfToken);
  app.use(account(services, translators));
  app.use(demandLogin);
  app.use(station(services));
  app.use(body(services));
  app.use(csrfCheck);
  app.use(contactBar);
  app.use(badges);
  mountRoutes(app, services);
  return app;
};
