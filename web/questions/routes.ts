import type { Services } from '../../core/services.js';
import { createRouter, type PageRouter } from '../page.js';
import { askRoutes } from './ask/routes.js';
import { questionListRoutes } from './list/routes.js';
import { questionPageRoutes } from './page/routes.js';

/** Questions for the offices, seen from the desk; the offices' side is `web/backoffice/questions`. */
export const questionRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  for (const part of [questionListRoutes, askRoutes, questionPageRoutes]) router.use(part(services).routes());
  return router;
};
