import type { Services } from '../../core/services.js';
import { createRouter, type PageRouter } from '../page.js';
import { changeRoutes } from './changes/routes.js';
import { contactLogRoutes } from './log/routes.js';
import { contactPageRoutes } from './page/routes.js';
import { sheetRoutes } from './sheets/routes.js';

/** Exchanges with people: the bar on every page, the page of one, the person at hand. */
export const contactRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  for (const part of [contactLogRoutes, sheetRoutes, changeRoutes, contactPageRoutes])
    router.use(part(services).routes());
  return router;
};
