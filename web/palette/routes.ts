import type { Services } from '../../core/services.js';
import { actorOf, createRouter, render, renderPart, wantsPart, type PageRouter } from '../page.js';
import { commandsFor } from './commands.js';
import { shortcutsFor } from './keys.js';
import { recentCases } from './query.js';

/** The command palette and the list of shortcuts; each is a page of its own where there is no JavaScript. */
export const paletteRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  router.get('/palette', async (ctx) => {
    const actor = actorOf(ctx);
    const { t } = ctx.state;
    const recent = await recentCases(services.db, actor);
    const groups = await commandsFor(t, actor, services.catalogue, recent);
    if (wantsPart(ctx)) return renderPart(ctx, 'palette/list/options', { groups });
    render(ctx, 'palette/list', { title: t('palette.title'), groups });
  });

  router.get('/shortcuts', (ctx) => {
    const shortcuts = shortcutsFor(actorOf(ctx), ctx.state.station);
    if (wantsPart(ctx)) return renderPart(ctx, 'palette/shortcuts/table', { shortcuts });
    render(ctx, 'palette/shortcuts', { title: ctx.state.t('palette.shortcuts'), shortcuts });
  });
  return router;
};
