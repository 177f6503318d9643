import type { Services } from '../../core/services.js';
import { createRouter, demandRole, type PageRouter } from '../page.js';
import { addDrafts } from './drafts/routes.js';
import { addEditors } from './editors/routes.js';
import { addHome } from './home/routes.js';
import { addLive } from './live/routes.js';
import { addModeler } from './modeler/routes.js';
import { addPublish } from './publish/routes.js';

/** The analyst's workshop: the procedures in force, drafts of them, each file in its editor. */
export const workshopRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  router.use('/workshop', async (ctx, next) => {
    demandRole(ctx, 'analyst', 'administrator');
    await next();
  });
  addHome(router, services);
  addDrafts(router, services);
  addEditors(router, services);
  addModeler(router, services);
  addLive(router, services);
  addPublish(router, services);
  return router;
};
