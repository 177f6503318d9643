import type { Services } from '../../core/services.js';
import { createRouter, type PageRouter } from '../page.js';
import { draftRoutes } from './draft/routes.js';
import { handOverRoutes } from './hand-over/routes.js';
import { homeRoutes } from './home/routes.js';
import { letterRoutes } from './letters/routes.js';
import { openRoutes } from './open/routes.js';
import { openedRoutes } from './opened/routes.js';

/** Where people are met: what waits, opening a case, handing letters over. */
export const deskRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  for (const part of [homeRoutes, openRoutes, draftRoutes, openedRoutes, letterRoutes, handOverRoutes]) {
    router.use(part(services).routes());
  }
  return router;
};
