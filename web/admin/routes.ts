import type { Services } from '../../core/services.js';
import { createRouter, demandRole, render, type PageRouter } from '../page.js';
import { engineHealth } from './engine/query.js';

/** The administrator's pages: what goes to the engine, what comes from it, how far behind. */
export const adminRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  router.get('/admin/engine', async (ctx) => {
    demandRole(ctx, 'administrator');
    render(ctx, 'admin/engine', {
      title: ctx.state.t('admin.engine.title'),
      section: 'engine',
      ...(await engineHealth(services.db)),
    });
  });
  return router;
};
