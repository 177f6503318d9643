import type { Services } from '../../core/services.js';
import { withBadges } from '../case-badges/query.js';
import { createRouter, demandRole, render, wantsPart, type PageRouter } from '../page.js';
import { inboxPage, taskKinds, type TaskKind } from './query.js';
import { inboxRows, kindChoices } from './rows.js';
import { bands, inboxState, inboxUrl, keepInboxState, views, type InboxState } from './state.js';

const countOf = (kinds: TaskKind[], view: keyof Pick<TaskKind, 'mine' | 'free' | 'office'>): number =>
  kinds.reduce((sum, kind) => sum + kind[view], 0);

const isFiltered = ({ q, procedure, task, band }: InboxState): boolean =>
  Boolean(q || procedure || task || band);

/** Tasks waiting for the people of an office. */
export const inboxRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db, catalogue, clock } = services;

  router.get('/inbox', async (ctx) => {
    const actor = demandRole(ctx, 'operator', 'officer', 'responsible');
    const { t, session } = ctx.state;
    const state = inboxState(actor, session, ctx.query);
    if (!wantsPart(ctx)) keepInboxState(session, state);
    const since = Date.now();
    const [page, kinds] = await Promise.all([inboxPage(db, actor, state, clock.now()), taskKinds(db, actor)]);
    const first = page.tasks.at(0)?.key ?? '';
    const last = page.tasks.at(-1)?.key ?? '';
    render(ctx, 'inbox', {
      title: t('inbox.title'),
      section: 'inbox',
      state,
      since,
      self: inboxUrl(state, { after: state.after, before: state.before }),
      tabs: views.map((view) => ({
        label: t(`inbox.view.${view}`),
        count: countOf(kinds, view),
        href: inboxUrl(state, { view }),
        current: view === state.view,
      })),
      bands: bands.map((band) => ({
        value: band,
        label: t(`inbox.band.${band}`),
        selected: band === state.band,
      })),
      ...(await kindChoices(catalogue, kinds, state)),
      rows: await withBadges(
        db,
        actor,
        await inboxRows(catalogue, actor, page.tasks),
        ({ caseId }) => caseId,
      ),
      filtered: isFiltered(state),
      clear: inboxUrl(state, { q: '', procedure: '', task: '', band: '' }),
      earlier: page.hasEarlier && first ? inboxUrl(state, { after: '', before: first }) : '',
      later: page.hasLater && last ? inboxUrl(state, { after: last, before: '' }) : '',
      beginning: inboxUrl(state),
    });
  });
  return router;
};
