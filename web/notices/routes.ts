import type { Services } from '../../core/services.js';
import { createRouter, type PageRouter } from '../page.js';
import { noticeEditRoutes } from './edit/routes.js';
import { noticeListRoutes } from './list/routes.js';

/** Instructions and news for the desk. */
export const noticeRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  for (const part of [noticeEditRoutes, noticeListRoutes]) router.use(part(services).routes());
  return router;
};
