import type { Services } from '../../core/services.js';
import { createRouter, type PageRouter } from '../page.js';
import { displayRoutes } from './display/routes.js';
import { identifyRoutes } from './identify/routes.js';
import { informationRoutes } from './information/routes.js';
import { kioskRoutes } from './kiosk/routes.js';
import { overviewRoutes } from './overview/routes.js';
import { panelRoutes } from './panel/routes.js';
import { stationRoutes } from './station/routes.js';

const parts = [
  overviewRoutes,
  panelRoutes,
  stationRoutes,
  informationRoutes,
  identifyRoutes,
  kioskRoutes,
  displayRoutes,
];

/** The hall: numbers, stations, who is called where, and who the person at the desk is. */
export const queueRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  for (const part of parts) router.use(part(services).routes());
  return router;
};
