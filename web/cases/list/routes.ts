import type { Services } from '../../../core/services.js';
import { withBadges } from '../../case-badges/query.js';
import { createRouter, demandRole, render, wantsPart, type PageRouter } from '../../page.js';
import { knownTags } from '../work/query.js';
import { listedCases } from './query.js';
import { caseListState, caseListUrl, keepCaseListState } from './state.js';

/** The cases a person needs to know, by term. */
export const caseListRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db, catalogue } = services;

  router.get('/cases', async (ctx) => {
    const actor = demandRole(ctx, 'operator', 'officer', 'responsible');
    const { t, session } = ctx.state;
    const since = Date.now();
    const state = caseListState(session, ctx.query);
    if (!wantsPart(ctx)) keepCaseListState(session, state);
    const [{ cases, hasMore }, published, tags] = await Promise.all([
      listedCases(db, actor, state),
      catalogue.published(),
      knownTags(db),
    ]);
    const last = cases.at(-1)?.id ?? '';
    render(ctx, 'cases/list', {
      title: t('cases.title'),
      section: 'cases',
      since,
      state,
      self: caseListUrl(state, { after: state.after }),
      tabs: (['open', 'closed'] as const).map((status) => ({
        label: t(`cases.list.${status}`),
        href: caseListUrl(state, { status }),
        current: status === state.status,
      })),
      procedures: published.map(({ procedureId, sheet }) => ({
        value: procedureId,
        label: sheet.title,
        selected: procedureId === state.procedure,
      })),
      tags,
      cases: await withBadges(db, actor, cases, ({ id }) => id),
      filtered: Boolean(state.q || state.procedure || state.tag),
      clear: caseListUrl(state, { q: '', procedure: '', tag: '' }),
      beginning: state.after ? caseListUrl(state) : '',
      later: hasMore ? caseListUrl(state, { after: last }) : '',
    });
  });
  return router;
};
