import type { Services } from '../../../core/services.js';
import { createRouter, demandRole, type PageRouter } from '../../page.js';
import { showContact } from './show.js';

/** The page of one contact. */
export const contactPageRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  router.get('/contacts/:contactId', async (ctx) => {
    demandRole(ctx, 'operator');
    await showContact(services, ctx);
  });
  return router;
};
