import { PassThrough } from 'node:stream';
import type { Listener } from '../../db/listen.js';
import { throttled } from '../live/throttle.js';
import type { Page } from '../page.js';

const pingMs = 15_000;
const paceMs = 250;
const hubs = new WeakMap<Listener, Set<() => void>>();

/** Everybody of this process who wants to hear of the queue; the listener is asked once. */
const wakesOf = (listener: Listener): Set<() => void> => {
  const known = hubs.get(listener);
  if (known) return known;
  const wakes = new Set<() => void>();
  hubs.set(listener, wakes);
  listener.on('queue', () => wakes.forEach((wake) => wake()));
  return wakes;
};

/** Answers with a stream (SSE) that says `changed` whenever the queue has changed, and nothing else. */
export const streamQueue = (ctx: Page): void => {
  const stream = new PassThrough();
  const wakes = wakesOf(ctx.state.services.listener);
  const { call, stop } = throttled(() => stream.write('data: changed\n\n'), paceMs);
  const ping = setInterval(() => stream.write(': ping\n\n'), pingMs);
  wakes.add(call);
  ctx.req.once('close', () => {
    clearInterval(ping);
    wakes.delete(call);
    stop();
    stream.end();
  });
  ctx.set({ 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' });
  ctx.type = 'text/event-stream';
  ctx.body = stream;
  stream.write('retry: 2000\n\n');
};
