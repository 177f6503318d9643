import { NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { Party } from '../../../db/models/party.js';
import { auditRead } from '../../access.js';
import { createRouter, demandRole, render, uuidParam, type PageRouter } from '../../page.js';
import { casesOfParty } from './query.js';

/** One person or organisation with their cases. */
export const partyPageRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  router.get('/parties/:partyId', async (ctx) => {
    const actor = demandRole(ctx, 'operator'); // it says how to reach the person: the desk's alone
    const partyId = uuidParam(ctx, 'partyId', 'Soggetto');
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
