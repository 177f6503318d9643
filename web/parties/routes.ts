import type { Services } from '../../core/services.js';
import { createRouter, type PageRouter } from '../page.js';
import { findRoutes } from './find/routes.js';
import { formRoutes } from './form/routes.js';
import { partyPageRoutes } from './page/routes.js';

/** People and organisations: find, add, change, and the page of one. */
export const partyRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  for (const part of [findRoutes, formRoutes, partyPageRoutes]) router.use(part(services).routes());
  return router;
};
