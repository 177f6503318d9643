import type { Services } from '../../../core/services.js';
import { answers } from '../../../processes/catalogue/forms/answers.js';
import { neighbours, type Person } from '../../inbox/query.js';
import { taskTitle } from '../../inbox/rows.js';
import { inboxState } from '../../inbox/state.js';
import { askUntil, hubOf } from '../../live/hub.js';
import {
  createRouter,
  demandRole,
  keyParam,
  redirectWith,
  render,
  wantsPart,
  type Page,
  type PageRouter,
} from '../../page.js';
import { demandWorkableTask, type TaskFacts } from '../query.js';
import { schemaOf } from '../show.js';
import { typingOf } from '../typing.js';
import { afterSending, nextOfCase, type AfterSending } from './query.js';

/** After this long the page no longer turns by itself: the links on it lead on. */
const patienceMs = 15_000;
/** The engine mostly goes on within this time: then nobody sees the page that waits. */
const briefMs = 400;

/** Where a sent task leads. */
type Onward =
  | { to: 'task'; key: string }
  | { to: 'list'; after: AfterSending }
  | { to: 'refusal'; after: AfterSending }
  | { to: 'form' };

/**
 * The page after a task was sent: it stays until the engine has gone on, then leads to the next task of the same case if
 * that is one's own, else back to the list. It moves by the stream of changes; without scripts it asks again by itself.
 */
export const sentRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const { db, catalogue, clock } = services;

  /** @returns null while the engine is at it */
  const onwardFrom = async (actor: Person, key: string): Promise<Onward | null> => {
    const task = await demandWorkableTask(db, actor, key);
    const after = await afterSending(db, key);
    if (!after || (!after.commandStatus && task.state !== 'completed')) return { to: 'form' };
    if (after.commandStatus === 'refused') return { to: 'refusal', after };
    const next = task.endedAt ? await nextOfCase(db, actor, { caseId: task.caseId, after: key }) : null;
    if (next) return { to: 'task', key: next };
    return !after.isWorking && after.isSettled ? { to: 'list', after } : null;
  };

  router.get('/tasks/:jobKey/sent', async (ctx) => {
    const actor = demandRole(ctx, 'operator', 'officer', 'responsible');
    const task = await demandWorkableTask(db, actor, keyParam(ctx, 'jobKey', 'Compito'));
    const title = await taskTitle(catalogue, task.procedureVersionId, task.elementId);
    const ms = wantsPart(ctx) ? 0 : briefMs;
    const onward = await askUntil(hubOf(services), { caseId: task.caseId, ms }, () =>
      onwardFrom(actor, task.key),
    );
    switch (onward?.to) {
      case 'form':
        return redirectWith(ctx, `/tasks/${task.key}`);
      case 'task':
        return redirectWith(ctx, `/tasks/${onward.key}`, 'tasks.done.next', { title });
      case 'list':
        return backToList(ctx, actor, task, { title, after: onward.after });
      case 'refusal':
        return showRefused(ctx, await demandWorkableTask(db, actor, task.key), onward.after);
      default:
        return showWaiting(ctx, task, title);
    }
  });

  const showWaiting = async (ctx: Page, task: TaskFacts, title: string): Promise<void> => {
    const since = Date.now() - briefMs;
    const after = await afterSending(db, task.key);
    const waited = task.sentAt ? clock.now().getTime() - task.sentAt.getTime() : patienceMs;
    if (waited < patienceMs) ctx.set('refresh', '2'); // for browsers without scripts
    render(ctx, 'tasks/sent', {
      title: ctx.state.t('tasks.sent.title'),
      section: 'inbox',
      since,
      task,
      name: title,
      isLate: waited >= patienceMs,
      isRetrying: (after?.attempts ?? 0) > 0 && after?.commandStatus === 'pending',
    });
  };

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
