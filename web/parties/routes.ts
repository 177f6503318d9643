import type { Services } from '../../core/services.js';
import { createRouter, type PageRouter } from '../page.js';
import { duplicateRoutes } from './duplicates/routes.js';
import { findRoutes } from './find/routes.js';
import { formRoutes } from './form/routes.js';
import { partyPageRoutes } from './page/routes.js';
import { placeRoutes } from './places/routes.js';
import { relationRoutes } from './relations/routes.js';

/** People and organisations: find, add, change, relate, merge, and the page of one. */
export const partyRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const parts = [findRoutes, placeRoutes, duplicateRoutes, formRoutes, relationRoutes, partyPageRoutes];
  for (const part of parts) router.use(part(services).routes());
  return router;
};
