import type { Knex } from 'knex';
import { OffsetClock, systemClock, type Clock } from '../core/clock.js';
import { notify, type Listener } from '../db/listen.js';

const offsetIn = async (db: Knex): Promise<number> => {
  const row = (await db('clock_offset').first('milliseconds')) as { milliseconds: string } | undefined;
  return Number(row?.milliseconds ?? 0);
};

/**
 * The office's clock: the machine's, or in tests and in the gym one that every process keeps at the same offset.
 * @param controlled whether the clock may be moved
 */
export const officeClock = async (db: Knex, listener: Listener, controlled: boolean): Promise<Clock> => {
  if (!controlled) return systemClock;
  const clock = new OffsetClock(await offsetIn(db));
  listener.on('clock', () => {
    offsetIn(db)
      .then((offset) => (clock.offsetMs = offset))
      .catch(() => undefined); // the next notification, or the listener's reconnection, brings it
  });
  return clock;
};

/**
 * Moves the office's clock and the engine's forward together; due timers fire at once.
 * @param managementUrl actuator of a broker that runs with a controlled clock
 * @throws Error when the engine's clock can't be moved
 */
export const moveClock = async (db: Knex, managementUrl: string, milliseconds: number): Promise<void> => {
  await db.transaction(async (trx) => {
    await trx.raw(
      `insert into clock_offset (single, milliseconds) values (true, ?)
       on conflict (single) do update set milliseconds = clock_offset.milliseconds + excluded.milliseconds`,
      [milliseconds],
    );
    await notify(trx, 'clock');
  });
  const response = await fetch(`${managementUrl}/actuator/clock/add`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ offsetMilli: milliseconds }),
  });
  if (!response.ok) throw new Error(`the engine's clock did not move: ${response.status}`);
};

/** Others hear of a moved clock by a notification: milliseconds. */
const heardWithin = 10_000;

/**
 * Moves the clocks and returns when the own one has moved too.
 * @throws Error when the engine's clock can't be moved, or the news doesn't come
 */
export const advanceClock = async (
  { db, clock }: { db: Knex; clock: Clock },
  managementUrl: string,
  milliseconds: number,
): Promise<void> => {
  const until = clock.now().getTime() + milliseconds;
  await moveClock(db, managementUrl, milliseconds);
  for (const deadline = Date.now() + heardWithin; clock.now().getTime() < until;) {
    if (Date.now() > deadline) throw new Error('the clock has moved and nobody told this process');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
};
