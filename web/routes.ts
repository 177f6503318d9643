import type Koa from 'koa';
import type { Services } from '../core/services.js';
import { adminRoutes } from './admin/routes.js';
import { backofficeRoutes } from './backoffice/routes.js';
import { caseRoutes } from './cases/routes.js';
import { deskRoutes } from './desk/routes.js';
import { documentRoutes } from './documents/routes.js';
import { inboxRoutes } from './inbox/routes.js';
import { incidentRoutes } from './incidents/routes.js';
import { savedListRoutes } from './list/saved/routes.js';
import { liveRoutes } from './live/routes.js';
import { loginRoutes } from './login/routes.js';
import type { PageRouter, PageState } from './page.js';
import { paletteRoutes } from './palette/routes.js';
import { partyRoutes } from './parties/routes.js';
import { searchRoutes } from './search/routes.js';
import { taskRoutes } from './tasks/routes.js';
import { workshopRoutes } from './workshop/routes.js';

const rooms: ((services: Services) => PageRouter)[] = [
  loginRoutes,
  deskRoutes,
  partyRoutes,
  searchRoutes,
  savedListRoutes,
  paletteRoutes,
  documentRoutes,
  caseRoutes,
  inboxRoutes,
  taskRoutes,
  backofficeRoutes,
  incidentRoutes,
  liveRoutes,
  workshopRoutes,
  adminRoutes,
];

/** Opens all rooms, each with its own router. */
export const mountRoutes = (app: Koa<PageState>, services: Services): void => {
  for (const room of rooms) {
    const router = room(services);
    app.use(router.routes() as unknown as Koa.Middleware<PageState>);
  }
};
