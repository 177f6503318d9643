import type { Page, PageRouter } from '../../page.js';
import { showHome } from './page.js';

/** `/workshop`: what waits for a decision, which procedures are in force, since when, by whom, with how many open cases. */
export const addHome = (router: PageRouter): void => {
  router.get('/workshop', (ctx) => showHome(ctx as Page));
};
