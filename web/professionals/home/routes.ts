import type { Services } from '../../../core/services.js';
import { dateInRome } from '../../../law/calendar.js';
import { auditRead } from '../../access.js';
import { createRouter, demandRole, render, type PageRouter } from '../../page.js';
import { professionals } from './query.js';

/** The desk for professionals and businesses: who comes, and what they have under way. */
export const homeRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  router.get('/professionals', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const q = String(ctx.query['q'] ?? '')
      .trim()
      .slice(0, 100);
    const found = await professionals(services.db, actor, q, dateInRome(services.clock.now()));
    await auditRead(services, actor, { act: 'professionisti.visti', details: { risultati: found.length } });
    render(ctx, 'professionals/home', {
      title: ctx.state.t('nav.professionals'),
      section: 'professionals',
      q,
      professionals: found,
    });
  });
  return router;
};
