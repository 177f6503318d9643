import type { Services } from '../../../core/services.js';
import { dateInRome } from '../../../law/calendar.js';
import { auditRead } from '../../access.js';
import { formatDate } from '../../format.js';
import { readDate } from '../../forms/read-value.js';
import { createRouter, demandRole, render, type PageRouter } from '../../page.js';
import { demandStudio, studioCrumbs } from '../demand.js';
import { presentedOn } from './query.js';

/**
 * One page for all that a studio presented on a day, to print and hand over. It gathers the single receipts (L. 241/1990
 * art. 18-bis; for businesses DPR 160/2010 art. 5 c. 4), which stay what proves the filing.
 */
export const receiptRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  router.get('/professionals/:partyId/receipt', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const studio = await demandStudio(services, ctx);
    const typed = String(ctx.query['day'] ?? '');
    const day = readDate(typed) ?? dateInRome(services.clock.now());
    const lines = await presentedOn(services.db, actor, studio.id, day);
    await auditRead(services, actor, {
      act: 'ricevuta.cumulativa',
      partyId: studio.id,
      details: { giorno: day, pratiche: lines.length },
    });
    const { municipality } = services.catalogue;
    const title = ctx.state.t('professionals.receipt.title', { day: formatDate(day) });
    render(ctx, 'professionals/receipt', {
      title,
      section: 'professionals',
      crumbs: studioCrumbs(ctx, studio, title),
      studio: { id: studio.id, name: studio.displayName, taxCode: studio.taxCode },
      municipality,
      day: formatDate(day),
      lines,
    });
  });
  return router;
};
