import type { Services } from '../../core/services.js';
import { createRouter, demandRole, type PageRouter } from '../page.js';
import { addCompare } from './compare/routes.js';
import { addDrafts } from './drafts/routes.js';
import { addEditors } from './editors/routes.js';
import { addGym } from './gym/routes.js';
import { addHome } from './home/routes.js';
import { addLive } from './live/routes.js';
import { addFolder } from './folder/routes.js';
import { addHistory } from './history/routes.js';
import { addMigration } from './migration/routes.js';
import { addModeler } from './modeler/routes.js';
import { addPublication } from './publication/routes.js';

/** The analyst's workshop: the procedures in force, drafts of them, each file in its editor. */
export const workshopRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  router.use('/workshop', async (ctx, next) => {
    demandRole(ctx, 'analyst', 'administrator');
    await next();
  });
  addHome(router);
  addDrafts(router, services);
  addEditors(router, services);
  addGym(router, services);
  addModeler(router, services);
  addLive(router, services);
  addCompare(router, services);
  addPublication(router, services);
  addHistory(router, services);
  addFolder(router, services);
  addMigration(router, services);
  return router;
};
