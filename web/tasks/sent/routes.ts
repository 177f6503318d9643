import type { Services } from '../../../core/services.js';
import { answers } from '../../../processes/catalogue/forms/answers.js';
import { neighbours, type Person } from '../../inbox/query.js';
import { taskTitle } from '../../inbox/rows.js';
import { inboxState } from '../../inbox/state.js';
import {
  createRouter,
  demandRole,
  keyParam,
  redirectWith,
  render,
  type Page,
  type PageRouter,
} from '../../page.js';
import { demandWorkableTask, type TaskFacts } from '../query.js';
import { schemaOf } from '../show.js';
import { typingOf } from '../typing.js';
import { afterSending, nextOfCase, type AfterSending } from './query.js';

/** After this long the page no longer turns by itself: the links on it lead on. */
const patienceMs = 15_000;

/**
 * The page after a task was sent: it stays until the engine has gone on, then leads to the next task of the same case if
 * that is one's own, else back to the list. It moves by the stream of changes; without scripts it asks again by itself.
 */
export const sentRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db, catalogue, clock } = services;

  router.get('/tasks/:jobKey/sent', async (ctx) => {
    const actor = demandRole(ctx, 'operator', 'officer', 'responsible');
    const since = Date.now();
    const task = await demandWorkableTask(db, actor, keyParam(ctx, 'jobKey', 'Compito'));
    const after = await afterSending(db, task.key);
    const title = await taskTitle(catalogue, task.procedureVersionId, task.elementId);
    if (!after || (!after.commandStatus && task.state !== 'completed')) {
      return redirectWith(ctx, `/tasks/${task.key}`);
    }
    if (after.commandStatus === 'refused') return showRefused(ctx, task, after);

    const next = task.endedAt ? await nextOfCase(db, actor, { caseId: task.caseId, after: task.key }) : null;
    if (next) return redirectWith(ctx, `/tasks/${next}`, 'tasks.done.next', { title });
    if (!after.isWorking && after.isSettled) return backToList(ctx, actor, task, { title, after });

    const waited = task.sentAt ? clock.now().getTime() - task.sentAt.getTime() : patienceMs;
    if (waited < patienceMs) ctx.set('refresh', '2'); // for browsers without scripts
    render(ctx, 'tasks/sent', {
      title: ctx.state.t('tasks.sent.title'),
      section: 'inbox',
      since,
      task,
      name: title,
      isLate: waited >= patienceMs,
      isRetrying: after.attempts > 0 && after.commandStatus === 'pending',
    });
  });

  const backToList = async (
    ctx: Page,
    actor: Person,
    task: TaskFacts,
    { title, after }: { title: string; after: AfterSending },
  ): Promise<void> => {
    const state = inboxState(actor, ctx.state.session);
    const { previous, next } = await neighbours(db, actor, { state, key: task.key, now: clock.now() });
    const place = next ?? previous;
    const message = after.caseStatus === 'closed' ? 'tasks.done.closed' : 'tasks.done';
    const params = { title, number: task.caseNumber, outcome: after.outcome ?? '' };
    redirectWith(ctx, place ? `/inbox#t-${place}` : '/inbox', message, params);
  };

  /** The engine has said no: what was typed is back in the hands of who typed it. */
  const showRefused = async (ctx: Page, task: TaskFacts, after: AfterSending): Promise<void> => {
    const version = await catalogue.version(task.procedureVersionId);
    const { typed } = typingOf(task.typed);
    ctx.status = 409;
    render(ctx, 'tasks/refused', {
      title: ctx.state.t('tasks.refused.title'),
      section: 'inbox',
      task,
      kept: answers(schemaOf(services, version, task), typed),
      error: after.commandError,
      isOpen: !task.endedAt,
    });
  };
  return router;
};
