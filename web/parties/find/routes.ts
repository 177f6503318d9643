import type { Services } from '../../../core/services.js';
import { auditRead } from '../../access.js';
import { createRouter, demandRole, render, type PageRouter } from '../../page.js';
import { findParties, partyLimit } from './query.js';

/** Looking for a person or an organisation by name or tax code. */
export const findRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  router.get('/parties', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const q = String(ctx.query['q'] ?? '').trim();
    const found = await findParties(services.db, q);
    if (q)
      await auditRead(services, actor, { act: 'soggetti.cercati', details: { risultati: found.length } });
    render(ctx, 'parties/find', {
      title: ctx.state.t('parties.find.title'),
      section: 'parties',
      q,
      parties: found.slice(0, partyLimit),
      more: found.length > partyLimit,
    });
  });
  return router;
};
