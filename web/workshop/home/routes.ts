import type { Services } from '../../../core/services.js';
import { render, type PageRouter } from '../../page.js';
import { procedureRows } from './query.js';

/** `/workshop`: which procedures are in force, since when, by whom, with how many open cases. */
export const addHome = (router: PageRouter, services: Services): void => {
  router.get('/workshop', async (ctx) => {
    const procedures = await procedureRows(services.db);
    render(ctx, 'workshop/home', { title: ctx.state.t('workshop.title'), section: 'workshop', procedures });
  });
};
