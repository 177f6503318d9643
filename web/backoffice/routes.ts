import { may } from '../../core/actor.js';
import type { Services } from '../../core/services.js';
import { dueFollowUps } from '../cases/work/follow-ups.js';
import { inboxPage, type Person } from '../inbox/query.js';
import { inboxRows } from '../inbox/rows.js';
import { wholeView, type View } from '../inbox/state.js';
import { openIncidents } from '../incidents/query.js';
import { createRouter, demandRole, render, type PageRouter } from '../page.js';
import { officeQuestions } from '../questions/query.js';
import { casesNearTerm } from './query.js';
import { officeQuestionRoutes } from './questions/routes.js';

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
    const [mine, free, incidents, cases, followUps, questions] = await Promise.all([
      firstOf(actor, 'mine'),
      firstOf(actor, 'free'),
      openIncidents(db, actor),
      casesNearTerm(db, actor, clock.now()),
      dueFollowUps(db, actor),
      officeQuestions(db, actor.officeId ?? ''),
    ]);
    const office = catalogue.municipality.offices.find(({ id }) => id === actor.officeId)?.name ?? '';
    render(ctx, 'backoffice/home', {
      title: office || ctx.state.t('backoffice.title'),
      section: 'backoffice',
      since,
      mine,
      free,
      blocked: incidents.length,
      questions,
      escalated: may(actor, 'responsible') ? questions.filter(({ isEscalated }) => isEscalated) : [],
      lateQuestions: questions.filter(({ isLate }) => isLate).length,
      cases,
      followUps,
    });
  });
  router.use(officeQuestionRoutes(services).routes());
  return router;
};
