import type { Services } from '../../core/services.js';
import { createRouter, type PageRouter } from '../page.js';
import { cancelRoutes } from './cancel/routes.js';
import { dailyRoutes } from './daily/routes.js';
import { emergencyRoutes } from './emergency/routes.js';
import { registerListRoutes } from './list/routes.js';
import { newRegistrationRoutes } from './new/routes.js';
import { registrationPageRoutes } from './page/routes.js';

/** The register of the Comune (DPR 445/2000): what came in and went out, by whom, with which hash. */
export const registerRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const parts = [
    registerListRoutes,
    newRegistrationRoutes,
    dailyRoutes,
    emergencyRoutes,
    cancelRoutes,
    registrationPageRoutes, // last: its address takes any id
  ];
  for (const part of parts) router.use(part(services).routes());
  return router;
};
