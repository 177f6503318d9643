import type { Services } from '../../../core/services.js';
import { stations } from '../../../db/stations.js';
import { leaveSeat, takeSeat } from '../../../db/transactions/queue/seat.js';
import { field } from '../../form-body.js';
import { createRouter, demandRole, formOf, redirectWith, render, type PageRouter } from '../../page.js';

/** Where an operator says at which numbered station the work begins, and leaves it again. */
export const stationRoutes = (services: Services): PageRouter => {
  const router = createRouter();

  router.get('/queue/station', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const all = await stations(services.db);
    const title = ctx.state.t('queue.station.title');
    render(ctx, 'queue/station', {
      title,
      section: 'queue',
      crumbs: [{ label: ctx.state.t('nav.queue'), href: '/queue' }, { label: title }],
      stations: all.map((one) => ({ ...one, isMine: one.seatedId === actor.id })),
      mine: ctx.state.station,
    });
  });

  router.post('/queue/station', async (ctx) => {
    const actor = demandRole(ctx, 'operator');
    const wanted = field(formOf(ctx), 'station');
    if (wanted === '') {
      await leaveSeat(services, actor);
      delete ctx.state.session.station;
      return redirectWith(ctx, '/desk', 'queue.station.left');
    }
    const number = Number(wanted);
    await takeSeat(services, actor, Number.isInteger(number) ? number : 0);
    ctx.state.session.station = number;
    redirectWith(ctx, '/desk', 'queue.station.taken', { number: String(number) });
  });
  return router;
};
