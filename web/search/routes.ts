import { may } from '../../core/actor.js';
import type { Services } from '../../core/services.js';
import { auditRead, refuseRestricted } from '../access.js';
import type { Person } from '../inbox/query.js';
import {
  createRouter,
  demandRole,
  redirectWith,
  render,
  renderPart,
  type Page,
  type PageRouter,
} from '../page.js';
import { countLimit } from './find/group.js';
import { countOf, findEverything, type Everything } from './find/everything.js';
import { caseByNumber, caseByRegistration, restrictedCaseOf, whatIsWanted, type FoundCase } from './query.js';
import { suggestions } from './suggest/suggestions.js';

/** Rows of each kind on the page of results, and while somebody types. */
const pageLimit = 30;
const suggestLimit = 5;

const typedIn = (ctx: Page): string =>
  String(ctx.query['q'] ?? '')
    .trim()
    .slice(0, 100);

/**
 * The one box: people, companies, cases, registrations, papers by what is written in them, addresses. A case or
 * registration number that is found opens its case at once.
 */
export const searchRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db } = services;
  const reader = (ctx: Page): Person => demandRole(ctx, 'operator', 'officer', 'responsible');

  const byNumber = async (actor: Person, q: string): Promise<FoundCase[]> => {
    const wanted = whatIsWanted(q);
    if (wanted.kind === 'text') return [];
    const find = wanted.kind === 'case' ? caseByNumber : caseByRegistration;
    return find(db, actor, wanted.year, wanted.number);
  };
  const note = async (actor: Person, found: Everything): Promise<void> => {
    await auditRead(services, actor, {
      act: 'ricerca',
      details: {
        soggetti: found.parties.rows.length,
        pratiche: found.cases.rows.length,
        protocolli: found.registrations.rows.length,
        documenti: found.documents.rows.length,
      },
    });
  };

  router.get('/search', async (ctx) => {
    const actor = reader(ctx);
    const q = typedIn(ctx);
    const [exact] = await byNumber(actor, q);
    if (exact) return redirectWith(ctx, `/cases/${exact.id}`);
    const wanted = whatIsWanted(q);
    if (wanted.kind !== 'text') await refuseRestricted(services, actor, restrictedCaseOf(wanted));
    const found = await findEverything(db, { typed: q, actor, limit: pageLimit });
    if (q) await note(actor, found);
    render(ctx, 'search/results', {
      title: ctx.state.t('search.title'),
      section: may(actor, 'operator') ? 'desk' : 'backoffice',
      q,
      ...found,
      countLimit,
      nothing: countOf(found) === 0,
    });
  });

  router.get('/search/suggest', async (ctx) => {
    const actor = reader(ctx);
    const q = typedIn(ctx);
    const exact = await byNumber(actor, q);
    const found = await findEverything(db, { typed: q.length < 2 ? '' : q, actor, limit: suggestLimit });
    if (q) await note(actor, found);
    renderPart(ctx, 'search/suggest', {
      q,
      list: String(ctx.query['list'] ?? '').replace(/[^a-z-]/g, ''),
      ...suggestions(ctx.state.t, found, exact),
    });
  });
  return router;
};
