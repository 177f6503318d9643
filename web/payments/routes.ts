import type { Services } from '../../core/services.js';
import { createRouter, type PageRouter } from '../page.js';
import { paymentListRoutes } from './list/routes.js';
import { paymentMatterRoutes } from './matter/routes.js';
import { paymentNoticeRoutes } from './notice/routes.js';
import { stampRoutes } from './stamp/routes.js';

/** Money: notices of a case, what was paid, what a person must decide. */
export const paymentRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  paymentListRoutes(router, services);
  paymentMatterRoutes(router, services);
  paymentNoticeRoutes(router, services);
  stampRoutes(router, services);
  return router;
};
