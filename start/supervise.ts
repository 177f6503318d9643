import { errorText } from '../core/errors.js';
import type { Log } from '../core/log.js';

/** Something that runs beside us and may end by itself. */
export interface Child {
  ended: Promise<unknown>;
  stop(): Promise<void>;
}

export interface Supervised<C extends Child> {
  /** The one running now, or the last one while it is being started again. */
  current(): C;
  stop(): Promise<void>;
}

export interface SuperviseOptions {
  name: string;
  log: Log;
  /** Told in a sentence for the terminal when the child ended and when it runs again. */
  onEvent?: (event: 'ended' | 'restarted', name: string) => void;
  /** Milliseconds before the first try; doubles up to `longestMs`. */
  firstMs?: number;
  longestMs?: number;
}

/** A child that ran this long is healthy again: the next failure starts with the shortest wait. */
const healthyAfterMs = 60_000;

/**
 * Starts a child and starts it again whenever it ends, waiting longer each time.
 * @param start must leave the child ready to work
 * @throws whatever the very first start throws: the person at the terminal has to read it
 */
export const supervise = async <C extends Child>(
  start: () => Promise<C>,
  { name, log, onEvent, firstMs = 500, longestMs = 30_000 }: SuperviseOptions,
): Promise<Supervised<C>> => {
  let child = await start();
  let stopping = false;
  let wake: () => void = () => undefined;

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const keepAlive = async (): Promise<void> => {
    let wait = firstMs;
    for (;;) {
      const startedAt = Date.now();
      await child.ended;
      if (stopping) return;
      onEvent?.('ended', name);
      if (Date.now() - startedAt > healthyAfterMs) wait = firstMs;
      for (let running = false; !running && !stopping; wait = Math.min(wait * 2, longestMs)) {
        log.error({ child: name, wait }, 'a part of Sportello ended by itself, starting it again');
        await pause(wait);
        if (stopping) return;
        try {
          child = await start();
          running = true;
          onEvent?.('restarted', name);
        } catch (error) {
          log.error({ child: name, error: errorText(error) }, 'starting again failed');
        }
      }
    }
  };
  const loop = keepAlive();

  return {
    current: () => child,
    async stop() {
      stopping = true;
      wake();
      await child.stop();
      await loop;
    },
  };
};
