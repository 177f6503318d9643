import type { Services } from '../../core/services.js';
import { createRouter, type PageRouter } from '../page.js';
import { actRoutes } from './acts/routes.js';
import { caseListRoutes } from './list/routes.js';
import { casePageRoutes } from './page/routes.js';
import { caseWorkRoutes } from './work/routes.js';

/** Cases: list, page, and the acts that arrive while they are open. */
export const caseRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  for (const part of [
    caseListRoutes(services),
    casePageRoutes(services),
    actRoutes(services),
    caseWorkRoutes(services),
  ]) {
    router.use(part.routes());
  }
  return router;
};
