import type { Services } from '../../core/services.js';
import { inboxPage, type Person } from '../inbox/query.js';
import { inboxRows } from '../inbox/rows.js';
import { wholeView, type View } from '../inbox/state.js';
import { openIncidents } from '../incidents/query.js';
import { createRouter, demandRole, render, type PageRouter } from '../page.js';
import { casesNearTerm } from './query.js';

/** Rows of each list on the page; the whole lists are one click away. */
const shown = 10;

/** The officers' home: their tasks, the office's, what is blocked, what is running out of time. Nothing to write with. */
export const backofficeRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db, catalogue, clock } = services;

  const firstOf = async (actor: Person, view: View) => {
    const { tasks } = await inboxPage(db, actor, wholeView(view), clock.now());
    return { rows: await inboxRows(catalogue, actor, tasks.slice(0, shown)) };
  };

  router.get('/backoffice', async (ctx) => {
    const actor = demandRole(ctx, 'officer', 'responsible');
    const since = Date.now();
    const [mine, free, incidents, cases] = await Promise.all([
      firstOf(actor, 'mine'),
      firstOf(actor, 'free'),
      openIncidents(db, actor),
      casesNearTerm(db, actor, clock.now()),
    ]);
    const office = catalogue.municipality.offices.find(({ id }) => id === actor.officeId)?.name ?? '';
    render(ctx, 'backoffice/home', {
      title: office || ctx.state.t('backoffice.title'),
      section: 'backoffice',
      since,
      mine,
      free,
      blocked: incidents.length,
      cases,
    });
  });
  return router;
};
