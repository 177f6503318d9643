import { PassThrough } from 'node:stream';
import { may, type Actor } from '../../core/actor.js';
import { errorText, NotFoundError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { demandCase } from '../access.js';
import { actorOf, createRouter, isUuid, type PageRouter } from '../page.js';
import { demandWorkableTask } from '../tasks/query.js';
import { hubOf, type Interest } from './hub.js';
import { gone, seen } from './presence.js';
import { throttled } from './throttle.js';

const pingMs = 15_000;
/** Pages of one case follow within a blink; lists at most twice a second. */
const paceMs = { case: 120, list: 500 };

/**
 * The stream of changes that open pages listen to (SSE): `/live?case=…`, `/live?task=…`, or `/live` for all that is one's
 * own. `since` is the moment the page was made (milliseconds): whatever changed before the stream opened wakes it at once.
 */
export const liveRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const hub = hubOf(services);
  const presence = createPresence(services);

  router.get('/live', async (ctx) => {
    const actor = actorOf(ctx);
    const { interest, task } = await whatFor(services, actor, ctx.query);
    const stream = new PassThrough();
    const { call, stop } = throttled(
      () => stream.write('data: changed\n\n'),
      typeof interest === 'object' && 'caseId' in interest ? paceMs.case : paceMs.list,
    );
    const unsubscribe = hub.subscribe(interest, call);
    const leave = task ? presence.enter(task.key, actor.id, task.caseId) : undefined;
    const ping = setInterval(() => stream.write(': ping\n\n'), pingMs);
    const close = (): void => {
      clearInterval(ping);
      unsubscribe();
      stop();
      leave?.();
      stream.end();
    };
    ctx.req.once('close', close);
    ctx.req.socket.setNoDelay(true);
    ctx.set({ 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' });
    ctx.type = 'text/event-stream';
    ctx.body = stream;
    stream.write('retry: 2000\n\n');
    const since = Number(ctx.query['since'] ?? 0);
    if (since > 0 && hub.changedSince(interest, since)) call();
  });
  return router;
};

const whatFor = async (
  services: Services,
  actor: Actor & { id: string },
  query: Record<string, string | string[] | undefined>,
): Promise<{ interest: Interest; task?: { key: string; caseId: string } }> => {
  if (typeof query['task'] === 'string') {
    const task = await demandWorkableTask(services.db, actor, query['task']);
    return { interest: { caseId: task.caseId }, task };
  }
  if (typeof query['case'] === 'string') {
    if (!isUuid(query['case'])) throw new NotFoundError('Pratica');
    return { interest: { caseId: (await demandCase(services, actor, query['case'])).id } };
  }
  const isAnOffice = actor.officeId && !may(actor, 'operator', 'administrator');
  return { interest: isAnOffice ? { officeId: actor.officeId ?? '' } : 'everything' };
};

/** Who has which task open, however many windows they have it in. */
const createPresence = ({ db, log }: Services) => {
  const windows = new Map<string, number>();
  const note = (work: Promise<void>): void => {
    work.catch((error: unknown) => log.warn({ error: errorText(error) }, 'presence could not be noted'));
  };
  return {
    enter(jobKey: string, accountId: string, caseId: string): () => void {
      const who = `${jobKey} ${accountId}`;
      windows.set(who, (windows.get(who) ?? 0) + 1);
      note(seen(db, jobKey, accountId, caseId));
      const timer = setInterval(() => note(seen(db, jobKey, accountId, caseId)), pingMs);
      return () => {
        clearInterval(timer);
        const left = (windows.get(who) ?? 1) - 1;
        if (left > 0) windows.set(who, left);
        else {
          windows.delete(who);
          note(gone(db, jobKey, accountId, caseId));
        }
      };
    },
  };
};
