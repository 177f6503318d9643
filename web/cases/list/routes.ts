import type { Services } from '../../../core/services.js';
import { caseBadges } from '../../case-badges/query.js';
import type { Choices } from '../../list/definition.js';
import { sendExport } from '../../list/export/send.js';
import { showList } from '../../list/show.js';
import { keepListState, listState, listUrl } from '../../list/state.js';
import { createRouter, demandRole, render, wantsPart, type PageRouter } from '../../page.js';
import { knownTags } from '../work/query.js';
import { caseList, isBlocked, visibleCases } from './definition.js';

/** The cases a person needs to know, by term. */
export const caseListRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db, catalogue } = services;

  const choices = async (): Promise<Choices> => ({
    procedure: (await catalogue.published()).map(({ procedureId, sheet }) => ({
      value: procedureId,
      label: sheet.title,
    })),
    tag: (await knownTags(db)).map((tag) => ({ value: tag, label: tag })),
    office: catalogue.municipality.offices.map(({ id, name }) => ({ value: id, label: name })),
  });

  router.get('/cases', async (ctx) => {
    const actor = demandRole(ctx, 'operator', 'officer', 'responsible');
    const { t, session } = ctx.state;
    const since = Date.now();
    const state = listState(caseList, session, ctx.query);
    if (!wantsPart(ctx)) keepListState(caseList, session, state);
    const list = await showList(db, {
      definition: caseList,
      source: visibleCases(db, actor),
      state,
      actor,
      choices: await choices(),
      besides: { isBlocked },
      href: ({ id }) => `/cases/${id}`,
      badges: (ids) => caseBadges(db, actor, ids),
      mark: (row) => (row['isBlocked'] ? 'cases.blocked' : undefined),
    });
    render(ctx, 'cases/list', {
      title: t('cases.title'),
      section: 'cases',
      since,
      list,
      tabs: caseList.views.map((view) => ({
        label: t(`cases.list.${view}`),
        href: listUrl(caseList, state, { view, sort: caseList.order[view] ?? '', columns: [] }),
        current: view === state.view,
      })),
    });
  });

  router.get('/cases/export.:format', async (ctx) => {
    const actor = demandRole(ctx, 'operator', 'officer', 'responsible');
    await sendExport(services, ctx, ctx.params['format'] ?? '', {
      definition: caseList,
      source: visibleCases(db, actor),
      state: listState(caseList, {}, ctx.query),
      choices: await choices(),
      title: ctx.state.t('cases.title'),
    });
  });
  return router;
};
