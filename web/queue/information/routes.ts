import type { Services } from '../../../core/services.js';
import { proceduresFor } from '../../desk/procedures.js';
import { createRouter, demandRole, render, type PageRouter } from '../../page.js';
import { panelFor } from '../panel/show.js';

/** The home of an information station: procedures with their sheets, and nothing about anybody. */
export const informationRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  router.get('/queue/information', async (ctx) => {
    demandRole(ctx, 'operator');
    const q = typeof ctx.query['q'] === 'string' ? ctx.query['q'].trim().slice(0, 100) : '';
    const published = await services.catalogue.published();
    const procedures = published.map(({ sheet }) => ({ ...sheet, sheet }));
    render(ctx, 'queue/information', {
      title: ctx.state.t('queue.information.title'),
      section: 'desk',
      q,
      procedures: proceduresFor(procedures, q).map(({ id, title, sheet }) => ({ id, title, sheet })),
      single: q !== '',
      queue: await panelFor(ctx),
    });
  });
  return router;
};
