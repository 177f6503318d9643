import type { Services } from '../../../core/services.js';
import { powers } from '../../../db/party-powers.js';
import { dateInRome } from '../../../law/calendar.js';
import { auditRead } from '../../access.js';
import { createRouter, demandRole, render, type PageRouter } from '../../page.js';
import { demandStudio, studioCrumbs } from '../demand.js';
import { casesOfStudio, draftsOfStudio } from './query.js';
import { awaitedByCase } from './waits.js';

/** One studio or company: its cases with their terms, what they wait for, the powers it holds. */
export const studioRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db, catalogue, clock } = services;

  router.get('/professionals/:partyId', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const studio = await demandStudio(services, ctx);
    await auditRead(services, actor, { act: 'soggetto.letto', partyId: studio.id });
    const today = dateInRome(clock.now());
    const [cases, held, drafts, published] = await Promise.all([
      casesOfStudio(db, actor, studio.id, today),
      powers(db, today, { agentId: studio.id }),
      draftsOfStudio(db, actor, studio.id),
      catalogue.published(),
    ]);
    const awaited = await awaitedByCase(db, catalogue, cases);
    const shown = cases.map((file) => ({ ...file, awaited: (awaited.get(file.id) ?? []).join(', ') }));
    const titles = new Map(published.map(({ procedureId, sheet }) => [procedureId, sheet.title]));
    render(ctx, 'professionals/studio', {
      title: studio.displayName,
      section: 'professionals',
      crumbs: studioCrumbs(ctx, studio),
      studio: {
        id: studio.id,
        name: studio.displayName,
        taxCode: studio.taxCode,
        pec: studio.pec,
        phone: studio.phone,
      },
      open: shown.filter(({ status }) => status === 'open'),
      closed: shown.filter(({ status }) => status === 'closed'),
      missing: shown.filter(({ awaited: what }) => what !== '').length,
      powers: held.map((power) => ({
        ...power,
        procedure: power.procedureId && titles.get(power.procedureId),
      })),
      drafts: drafts.map((draft) => ({
        ...draft,
        procedure: titles.get(draft.procedureId) ?? draft.procedureId,
      })),
      today,
    });
  });
  return router;
};
