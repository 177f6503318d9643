import type { Services } from '../../core/services.js';
import { withBadges } from '../case-badges/query.js';
import { savedLists } from '../list/saved/query.js';
import { createRouter, demandRole, render, wantsPart, type PageRouter } from '../page.js';
import { sendInbox } from './export.js';
import { inboxPage, taskKinds, type TaskKind } from './query.js';
import { inboxRows, kindChoices } from './rows.js';
import {
  bands,
  inboxColumns,
  inboxState,
  inboxUrl,
  keepInboxState,
  paramsOf,
  views,
  type InboxState,
} from './state.js';

const countOf = (kinds: TaskKind[], view: keyof Pick<TaskKind, 'mine' | 'free' | 'office'>): number =>
  kinds.reduce((sum, kind) => sum + kind[view], 0);

const isFiltered = ({ q, procedure, task, band, applicant, holder }: InboxState): boolean =>
  Boolean(q || procedure || task || band || applicant || holder);

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
    const [page, kinds, saved] = await Promise.all([
      inboxPage(db, actor, state, clock.now()),
      taskKinds(db, actor),
      savedLists(db, actor, 'inbox'),
    ]);
    const here = paramsOf({ ...state, after: '', before: '' });
    const shown = state.cols ? state.cols.split(',') : [...inboxColumns];
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
      id: 'inbox',
      path: '/inbox',
      here,
      office: actor.officeId,
      saved: saved.map((one) => ({
        ...one,
        href: `/inbox?${one.params}`,
        current: one.params === here,
        isMine: one.accountId === actor.id,
      })),
      hide: Object.fromEntries(inboxColumns.map((column) => [column, !shown.includes(column)])),
      allColumns: inboxColumns.map((key) => ({ key, label: `inbox.${key}`, shown: shown.includes(key) })),
      keptByColumns: [...new URLSearchParams(paramsOf({ ...state, cols: '', after: '', before: '' }))].map(
        ([name, value]) => ({ name, value }),
      ),
      csv: `/inbox/export.csv?${here}`,
      ods: `/inbox/export.ods?${here}`,
      filtered: isFiltered(state),
      clear: inboxUrl(state, {
        q: '',
        procedure: '',
        task: '',
        band: '',
        applicant: '',
        holder: '',
      }),
      earlier: page.hasEarlier && first ? inboxUrl(state, { after: '', before: first }) : '',
      later: page.hasLater && last ? inboxUrl(state, { after: last, before: '' }) : '',
      beginning: inboxUrl(state),
    });
  });

  router.get('/inbox/export.:format', async (ctx) => {
    const actor = demandRole(ctx, 'operator', 'officer', 'responsible');
    const state = { ...inboxState(actor, {}, ctx.query), after: '', before: '' };
    await sendInbox(services, ctx, { actor, state, format: ctx.params['format'] ?? '' });
  });
  return router;
};
