import type { Services } from '../../../core/services.js';
import { sendExport } from '../../list/export/send.js';
import { showList } from '../../list/show.js';
import { keepListState, listState } from '../../list/state.js';
import { createRouter, demandRole, render, wantsPart, type PageRouter } from '../../page.js';
import { lettersToHandOver, letterList } from './definition.js';

/** All letters that wait at the desk; a row leads to handing it over. */
export const letterRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db } = services;

  router.get('/desk/letters', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const { t, session } = ctx.state;
    const state = listState(letterList, session, ctx.query);
    if (!wantsPart(ctx)) keepListState(letterList, session, state);
    const title = t('desk.home.letters');
    render(ctx, 'desk/letters/list', {
      title,
      section: 'desk',
      crumbs: [{ label: t('nav.desk'), href: '/desk' }, { label: title }],
      list: await showList(db, {
        definition: letterList,
        source: lettersToHandOver(db, actor),
        state,
        actor,
        choices: {},
        href: ({ id }) => `/desk/deliveries/${id}`,
      }),
    });
  });

  router.get('/desk/letters/export.:format', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    await sendExport(services, ctx, ctx.params['format'] ?? '', {
      definition: letterList,
      source: lettersToHandOver(db, actor),
      state: listState(letterList, {}, ctx.query),
      choices: {},
      title: ctx.state.t('desk.home.letters'),
    });
  });
  return router;
};
