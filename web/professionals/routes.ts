import type { Services } from '../../core/services.js';
import { createRouter, type PageRouter } from '../page.js';
import { homeRoutes } from './home/routes.js';
import { importRoutes } from './import/routes.js';
import { openManyRoutes } from './open/routes.js';
import { receiptRoutes } from './receipt/routes.js';
import { studioRoutes } from './studio/routes.js';

/** The desk for professionals and businesses. */
export const professionalRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  for (const part of [homeRoutes, studioRoutes, openManyRoutes, importRoutes, receiptRoutes]) {
    router.use(part(services).routes());
  }
  return router;
};
