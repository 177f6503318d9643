import type { Knex } from 'knex';
import type { Clock } from '../../core/clock.js';
import { errorText } from '../../core/errors.js';
import type { Log } from '../../core/log.js';
import type { Listener } from '../../db/listen.js';
import { nextAlarmAt, sendDueAlarms } from '../../db/transactions/term-alarms.js';

export interface Scheduler {
  stop(): Promise<void>;
}

/** Looks again within this time even when nobody wakes it: a moved clock is known a moment after its notification. */
const longestWaitMs = 1_000;
const batch = 200;

/**
 * Tells the diagrams that a term has ended: late after a downtime, but never lost, and once in effect. Statutory time
 * is no timer of the engine's, because a timer can't be paused. Several may run.
 */
export const startScheduler = ({
  db,
  listener,
  clock,
  log,
}: {
  db: Knex;
  listener: Listener;
  clock: Clock;
  log: Log;
}): Scheduler => {
  let stopped = false;
  let wake: () => void = () => undefined;
  let isWoken = false;
  const rouse = (): void => {
    isWoken = true;
    wake();
  };
  listener.on('term_alarm', rouse);

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      if (isWoken || stopped) return resolve();
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const round = async (): Promise<number> => {
    if ((await sendDueAlarms(db, clock, batch)) > 0) return 0;
    const next = await nextAlarmAt(db);
    const wait = next ? next.getTime() - clock.now().getTime() : longestWaitMs;
    return Math.min(Math.max(wait, 10), longestWaitMs);
  };

  const run = async (): Promise<void> => {
    while (!stopped) {
      isWoken = false;
      const wait = await round().catch((error: unknown) => {
        log.error({ error: errorText(error) }, 'the alarms of the terms could not be served, trying again');
        return 1_000;
      });
      if (wait > 0) await pause(wait);
    }
  };
  const running = run();
  return {
    async stop() {
      stopped = true;
      wake();
      await running;
    },
  };
};
