import type { Services } from '../../../core/services.js';
import { partyKinds } from '../../../db/models/party.js';
import { auditRead } from '../../access.js';
import type { Translate } from '../../i18n.js';
import type { Choices } from '../../list/definition.js';
import { sendExport } from '../../list/export/send.js';
import { showList } from '../../list/show.js';
import { isFiltered, keepListState, listState, listUrl } from '../../list/state.js';
import { createRouter, demandRole, redirectWith, render, wantsPart, type PageRouter } from '../../page.js';
import { allParties, partyList } from './definition.js';

const choices = (t: Translate): Choices => ({
  kind: partyKinds.map((value) => ({ value, label: t(`parties.kind.${value}`) })),
});

/** People and organisations: whoever asks for somebody sees them; nobody leafs through the whole town. */
export const findRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db } = services;

  router.get('/parties', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const { t, session } = ctx.state;
    const state = listState(partyList, session, ctx.query);
    if (!wantsPart(ctx)) keepListState(partyList, session, state);
    const asked = isFiltered(state) || state.view === 'awaited';
    const source = asked ? allParties(db) : () => db('party').whereRaw('false');
    const list = await showList(db, {
      definition: partyList,
      source,
      state,
      actor,
      choices: choices(t),
      href: ({ id }) => `/parties/${id}`,
    });
    if (asked)
      await auditRead(services, actor, {
        act: 'soggetti.cercati',
        details: { risultati: (list['rows'] as unknown[]).length },
      });
    render(ctx, 'parties/find', {
      title: t('parties.find.title'),
      section: 'parties',
      list,
      tabs: partyList.views.map((view) => ({
        label: t(`parties.find.${view}`),
        href: listUrl(partyList, state, { view, columns: [] }),
        current: view === state.view,
      })),
    });
  });

  router.get('/parties/export.:format', async (ctx) => {
    demandRole(ctx, 'operator');
    const state = listState(partyList, {}, ctx.query);
    if (!isFiltered(state) && state.view !== 'awaited') return redirectWith(ctx, '/parties', 'parties.export.filter');
    await sendExport(services, ctx, ctx.params['format'] ?? '', {
      definition: partyList,
      source: allParties(db),
      state,
      choices: choices(ctx.state.t),
      title: ctx.state.t('parties.find.title'),
    });
  });
  return router;
};
