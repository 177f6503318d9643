import type { Services } from '../../../core/services.js';
import { createRouter, renderPart, type PageRouter } from '../../page.js';
import { demandDevice } from '../device.js';
import { streamQueue } from '../live.js';
import { calledNumbers } from './query.js';

/** The screen in the hall: which number goes to which station. Opened by its secret address. */
export const displayRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db, clock } = services;

  router.get('/display/:token', async (ctx) => {
    const { token } = await demandDevice(db, 'display', ctx.params['token']);
    const now = clock.now();
    const [latest, ...others] = await calledNumbers(db, now);
    renderPart(ctx, 'queue/display', { token, now, latest, others });
  });

  router.get('/display/:token/live', async (ctx) => {
    await demandDevice(db, 'display', ctx.params['token']);
    streamQueue(ctx);
  });
  return router;
};
