import type { Services } from '../../core/services.js';
import { createRouter, demandRole, type PageRouter } from '../page.js';
import { addDrafts } from './drafts/routes.js';
import { addHome } from './home/routes.js';
import { addModeler } from './modeler/routes.js';
import { addPublish } from './publish/routes.js';

/** The analyst's workshop: the procedures in force, each in the modeler, checked and published from there. */
export const workshopRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  router.use('/workshop', async (ctx, next) => {
    demandRole(ctx, 'analyst', 'administrator');
    await next();
  });
  addHome(router, services);
  addDrafts(router, services);
  addModeler(router, services);
  addPublish(router, services);
  return router;
};
