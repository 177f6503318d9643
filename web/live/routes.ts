import { PassThrough } from 'node:stream';
import { may, type Actor } from '../../core/actor.js';
import { errorText, NotFoundError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { deskDraft } from '../../db/transactions/draft-work.js';
import { demandCase } from '../access.js';
import { goneFromDraft, seenOnDraft } from '../desk/draft/presence.js';
import { actorOf, createRouter, isUuid, type PageRouter } from '../page.js';
import { demandWorkableTask } from '../tasks/query.js';
import { hubOf, type Interest } from './hub.js';
import { gone, seen } from './presence.js';
import { throttled } from './throttle.js';

const pingMs = 15_000;
/** Pages of one case follow within a blink; lists at most twice a second. */
const paceMs = { case: 120, list: 500 };

/**
 * The stream of changes that open pages listen to (SSE): `/live?case=…`, `/live?task=…`, `/live?draft=…`, or `/live` for all that is one's
 * own. `since` is the moment the page was made (milliseconds): whatever changed before the stream opened wakes it at once.
 */
export const liveRoutes = (services: Services): PageRouter => {
  const router = createRouter();
  const hub = hubOf(services);
  const presence = createPresence(services);

  router.get('/live', async (ctx) => {
    const actor = actorOf(ctx);
    const { interest, place } = await whatFor(services, actor, ctx.query);
    const stream = new PassThrough();
    const { call, stop } = throttled(
      () => stream.write('data: changed\n\n'),
      typeof interest === 'object' && 'caseId' in interest ? paceMs.case : paceMs.list,
    );
    const unsubscribe = hub.subscribe(interest, call);
    const leave = place && presence.enter(place);
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
): Promise<{ interest: Interest; place?: Place }> => {
  const { db } = services;
  if (typeof query['task'] === 'string') {
    const { key, caseId } = await demandWorkableTask(db, actor, query['task']);
    const place = {
      id: `${key} ${actor.id}`,
      seen: () => seen(db, key, actor.id, caseId),
      gone: () => gone(db, key, actor.id, caseId),
    };
    return { interest: { caseId }, place };
  }
  if (typeof query['draft'] === 'string') {
    if (!isUuid(query['draft'])) throw new NotFoundError('Modulo');
    const { id } = await deskDraft(services, actor, query['draft']);
    const place = {
      id: `${id} ${actor.id}`,
      seen: () => seenOnDraft(db, id, actor.id),
      gone: () => goneFromDraft(db, id, actor.id),
    };
    return { interest: { caseId: id }, place };
  }
  if (typeof query['case'] === 'string') {
    if (!isUuid(query['case'])) throw new NotFoundError('Pratica');
    return { interest: { caseId: (await demandCase(services, actor, query['case'])).id } };
  }
  const isAnOffice = actor.officeId && !may(actor, 'operator', 'administrator');
  return { interest: isAnOffice ? { officeId: actor.officeId ?? '' } : 'everything' };
};

/** Something that several people may have open at once, and how it is noted that one has, or has no more. */
interface Place {
  /** Of the thing and the person: several windows are one presence. */
  id: string;
  seen(): Promise<void>;
  gone(): Promise<void>;
}

/** Who has what open, however many windows they have it in. */
const createPresence = ({ log }: Services) => {
  const windows = new Map<string, number>();
  const note = (work: Promise<void>): void => {
    work.catch((error: unknown) => log.warn({ error: errorText(error) }, 'presence could not be noted'));
  };
  return {
    enter({ id, seen: here, gone: away }: Place): () => void {
      windows.set(id, (windows.get(id) ?? 0) + 1);
      note(here());
      const timer = setInterval(() => note(here()), pingMs);
      return () => {
        clearInterval(timer);
        const left = (windows.get(id) ?? 1) - 1;
        if (left > 0) windows.set(id, left);
        else {
          windows.delete(id);
          note(away());
        }
      };
    },
  };
};
