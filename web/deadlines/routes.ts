import type { Services } from '../../core/services.js';
import { dateInRome } from '../../law/calendar.js';
import { silenceMeaning } from '../../law/silence.js';
import { createRouter, demandRole, isUuid, render, type PageRouter } from '../page.js';
import { lateRoutes } from './late/routes.js';
import { bandCounts, deadlinesIn } from './query.js';
import { bands, deadlinesState, deadlinesUrl } from './state.js';

/** Everything that falls due, by office and person; the suspended apart; what silence will do and when. */
export const deadlineRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db, catalogue, clock } = services;

  router.get('/deadlines', async (ctx) => {
    const actor = demandRole(ctx, 'operator', 'officer', 'responsible');
    const { t } = ctx.state;
    const since = Date.now();
    const asked = deadlinesState(ctx.query);
    const state = { ...asked, after: isUuid(asked.after) ? asked.after : '' };
    const today = dateInRome(clock.now());
    const [counts, { cases, hasMore }] = await Promise.all([
      bandCounts(db, actor, state.whose, today),
      deadlinesIn(db, actor, state, today),
    ]);
    const offices = catalogue.municipality.offices
      .filter(({ kind }) => kind === 'back')
      .map(({ id, name }) => ({ value: id, label: name, selected: state.whose === id }));
    render(ctx, 'deadlines', {
      title: t('deadlines.title'),
      section: 'deadlines',
      since,
      state,
      self: deadlinesUrl(state, { after: state.after }),
      tabs: bands.map((band) => ({
        label: t(`deadlines.band.${band}`),
        count: counts[band],
        href: deadlinesUrl(state, { band }),
        current: band === state.band,
      })),
      isMine: state.whose === 'mine',
      offices,
      isSuspended: state.band === 'suspended',
      cases: cases.map((row) => ({
        ...row,
        isOpenEnded: row.stoppedUntil === 'infinity',
        silence: row.isSilent ? silenceMeaning(row.end) : null,
      })),
      beginning: state.after ? deadlinesUrl(state) : '',
      later: hasMore ? deadlinesUrl(state, { after: cases.at(-1)?.id ?? '' }) : '',
    });
  });
  lateRoutes(router, services);
  return router;
};
