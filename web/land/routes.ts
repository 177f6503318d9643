import type { Services } from '../../core/services.js';
import { dateInRome } from '../../law/calendar.js';
import { createRouter, demandRole, render, type PageRouter } from '../page.js';
import { drawPlaces } from './plan.js';
import { knownPlaces, landUses } from './query.js';
import { landState } from './state.js';

/** Which public land is taken when, and who wished for it: the desk looks here before it proposes another area. */
export const landRoutes = ({ db, clock }: Services): PageRouter => {
  const router = createRouter();

  router.get('/land', async (ctx) => {
    const actor = demandRole(ctx, 'operator', 'officer', 'responsible');
    const state = landState(ctx.query, dateInRome(clock.now()));
    const [{ uses, hasMore }, places] = await Promise.all([landUses(db, actor, state), knownPlaces(db)]);
    render(ctx, 'land', {
      title: ctx.state.t('land.title'),
      section: 'land',
      state,
      hasMore,
      places: drawPlaces(uses, state),
      choices: places.map(({ key, name }) => ({ key, name, selected: key === state.place })),
    });
  });
  return router;
};
