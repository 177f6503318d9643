import type { Services } from '../../../core/services.js';
import { caseBadges } from '../../case-badges/query.js';
import type { Choices } from '../../list/definition.js';
import { sendExport } from '../../list/export/send.js';
import { shownColumns } from '../../list/query.js';
import { showList } from '../../list/show.js';
import { keepListState, listState, listUrl, type ListState } from '../../list/state.js';
import { createRouter, demandRole, render, wantsPart, type PageRouter } from '../../page.js';
import { dueReminders } from '../work/follow-ups.js';
import { knownTags } from '../work/query.js';
import { caseList, isBlocked, visibleCases } from './definition.js';

/** The cases a person needs to know, by term. */
export const caseListRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db, catalogue } = services;

  /** What the columns shown offer to choose from. */
  const choices = async (state: ListState): Promise<Choices> => {
    const showsTags = shownColumns(caseList, state).some(({ key }) => key === 'tag');
    const asked = state.filters['tag'];
    const tags = showsTags ? new Set([...(await knownTags(db)), ...(asked ? [asked] : [])]) : [];
    return {
      procedure: (await catalogue.published()).map(({ procedureId, sheet }) => ({
        value: procedureId,
        label: sheet.title,
      })),
      tag: [...tags].map((tag) => ({ value: tag, label: tag })),
      office: catalogue.municipality.offices.map(({ id, name }) => ({ value: id, label: name })),
    };
  };

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
      choices: await choices(state),
      besides: { isBlocked },
      href: ({ id }) => `/cases/${id}`,
      badges: (ids) => caseBadges(db, actor, ids),
      remarks: async (ids) =>
        (await dueReminders(db, actor, ids)).map(({ caseId, note }) => ({
          id: caseId,
          text: note ? t('cases.list.reminder', { note }) : t('cases.list.reminder.bare'),
        })),
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
    const state = listState(caseList, {}, ctx.query);
    await sendExport(services, ctx, ctx.params['format'] ?? '', {
      definition: caseList,
      source: visibleCases(db, actor),
      state,
      choices: await choices(state),
      title: ctx.state.t('cases.title'),
    });
  });
  return router;
};
