import { may } from '../../core/actor.js';
import type { Services } from '../../core/services.js';
import { auditRead, refuseRestricted } from '../access.js';
import { createRouter, demandRole, redirectWith, render, type PageRouter } from '../page.js';
import { findParties, partyLimit } from '../parties/find/query.js';
import {
  caseByNumber,
  caseByRegistration,
  casesOfParties,
  restrictedCaseOf,
  whatIsWanted,
  type FoundCase,
} from './query.js';

/** The one box: person, case number, registration number, tax code. A number that is found opens its case at once. */
export const searchRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  router.get('/search', async (ctx) => {
    const actor = demandRole(ctx, 'operator', 'officer', 'responsible');
    const q = String(ctx.query['q'] ?? '')
      .trim()
      .slice(0, 100);
    const wanted = whatIsWanted(q);
    let cases: FoundCase[] = [];
    if (wanted.kind !== 'text') {
      const find = wanted.kind === 'case' ? caseByNumber : caseByRegistration;
      cases = await find(services.db, actor, wanted.year, wanted.number);
      const [only] = cases;
      if (only) return redirectWith(ctx, `/cases/${only.id}`);
      await refuseRestricted(services, actor, restrictedCaseOf(wanted));
    }
    const found = wanted.kind === 'text' ? await findParties(services.db, q) : [];
    const known = found.slice(0, partyLimit);
    cases = await casesOfParties(
      services.db,
      actor,
      known.map(({ id }) => id),
    );
    // The people of the town are the desk's; an office finds only the cases that are its own
    const parties = may(actor, 'operator') ? known : [];
    if (q)
      await auditRead(services, actor, {
        act: 'ricerca',
        details: { soggetti: parties.length, pratiche: cases.length },
      });
    render(ctx, 'search/results', {
      title: ctx.state.t('search.title'),
      section: 'desk',
      q,
      wanted,
      parties,
      more: parties.length > 0 && found.length > partyLimit,
      cases,
      nothing: parties.length === 0 && cases.length === 0,
    });
  });
  return router;
};
