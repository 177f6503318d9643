import { NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { Party } from '../../../db/models/party.js';
import { auditRead, demandParty } from '../../access.js';
import { actorOf, createRouter, render, uuidParam, type PageRouter } from '../../page.js';
import { casesOfParty } from './query.js';

/** One person or organisation with their cases. */
export const partyPageRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  router.get('/parties/:partyId', async (ctx) => {
    const actor = actorOf(ctx);
    const partyId = uuidParam(ctx, 'partyId', 'Soggetto');
    await demandParty(services, actor, partyId);
    const party = await Party.query(services.db).findById(partyId);
    if (!party) throw new NotFoundError('Soggetto');
    await auditRead(services, actor, { act: 'soggetto.letto', partyId });
    render(ctx, 'parties/page', {
      title: party.displayName,
      section: 'parties',
      crumbs: [{ label: ctx.state.t('nav.parties'), href: '/parties' }, { label: party.displayName }],
      party,
      name: party.displayName,
      cases: await casesOfParty(services.db, actor, partyId),
    });
  });
  return router;
};
