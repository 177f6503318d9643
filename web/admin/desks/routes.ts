import type { Services } from '../../../core/services.js';
import { createRouter, type PageRouter } from '../../page.js';
import { deskFormRoutes } from './desk/routes.js';
import { desksListRoutes } from './list/routes.js';
import { stationFormRoutes } from './station/routes.js';

/** Where people are received, as the administrator arranges it. */
export const adminDesksRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  for (const part of [desksListRoutes, stationFormRoutes, deskFormRoutes])
    router.use(part(services).routes());
  return router;
};
