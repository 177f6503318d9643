import type { Knex } from 'knex';
import type { Clock } from '../../core/clock.js';
import { errorText } from '../../core/errors.js';
import type { JsonObject } from '../../core/json.js';
import type { Log } from '../../core/log.js';
import { notify, type Listener } from '../../db/listen.js';
import type { Command } from './commands.js';
import { afterAccepted, afterRefused, verdictOnNotFound } from './outcomes.js';
import { asRefusal, mayPass, type Refusal } from './refusal.js';
import { send } from './send.js';
import type { ZeebeClient } from './zeebe-client.js';

export interface DispatcherOptions {
  db: Knex;
  listener: Listener;
  zeebe: ZeebeClient;
  clock: Clock;
  log: Log;
  /** Commands under way at once; each holds one connection of the pool. */
  lanes?: number;
}

export interface Dispatcher {
  /** Stops taking commands and waits for those under way. */
  stop(): Promise<void>;
}

/** Due commands that a missed notification left behind are found within this time. */
const slowPollMs = 1_000;
const longestWaitMs = 30_000;

/**
 * Sends the outbox to the engine. Several may run: a command is locked while it is under way, and commands of one case
 * go one after the other in the order they were asked for. The lock and the outcome are one transaction around the call:
 * whoever is killed in between leaves the command pending, and sending it again has no second effect (see `send`).
 */
export const startDispatcher = ({
  db,
  listener,
  zeebe,
  clock,
  log,
  lanes = 8,
}: DispatcherOptions): Dispatcher => {
  let stopped = false;
  const waiting: (() => void)[] = [];
  /** One lane is enough to look; when it finds a command it wakes the next before it sends. */
  const wakeOne = (): void => waiting.shift()?.();
  const untilWoken = (): Promise<void> =>
    new Promise((resolve) => {
      const resume = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(resume), 1);
        resolve();
      }, slowPollMs);
      waiting.push(resume);
    });

  const lane = async (): Promise<void> => {
    while (!stopped) {
      const found = await dispatchOne({ db, zeebe, clock, taken: wakeOne }).catch((error: unknown) => {
        log.error({ error: errorText(error) }, 'the outbox could not be served, trying again');
        return false;
      });
      if (!found && !stopped) await untilWoken();
    }
  };
  listener.on('engine_command', wakeOne);
  const running = Array.from({ length: lanes }, lane);
  return {
    async stop() {
      stopped = true;
      waiting.splice(0).forEach((resume) => resume());
      await Promise.all(running);
    },
  };
};

const takeOne = `
  select id, kind, payload, case_id as "caseId", attempts from engine_command command
  where status = 'pending' and next_attempt_at <= now()
    and not exists (
      select 1 from engine_command earlier
      where earlier.case_id = command.case_id and earlier.status = 'pending' and earlier.id < command.id)
  order by id limit 1 for update skip locked`;

/**
 * Sends the next due command, if there is one.
 * @param taken told before the call to the engine, which may take its time
 * @returns whether there was one
 */
export const dispatchOne = ({
  db,
  zeebe,
  clock,
  taken,
}: Pick<DispatcherOptions, 'db' | 'zeebe' | 'clock'> & { taken?: () => void }): Promise<boolean> =>
  db.transaction(async (trx) => {
    const { rows } = await trx.raw<{ rows: Command[] }>(takeOne);
    const [command] = rows;
    if (!command) return false;
    taken?.();
    const at = clock.now();
    try {
      await accept(trx, command, await send(zeebe, command), at);
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'Refusal') throw error;
      await settleRefusal(trx, command, asRefusal(error), at);
    }
    return true;
  });

const settleRefusal = async (trx: Knex, command: Command, refusal: Refusal, at: Date): Promise<void> => {
  const verdict =
    refusal.code === 'NOT_FOUND'
      ? await verdictOnNotFound(trx, command)
      : mayPass(refusal)
        ? 'not-known-yet'
        : 'refused';
  if (verdict === 'accepted') return accept(trx, command, { repeated: true }, at);
  if (verdict === 'refused') return refuse(trx, command, refusal, at);
  await trx('engine_command')
    .where({ id: command.id })
    .update({
      attempts: command.attempts + 1,
      last_error: `${refusal.code}: ${refusal.message}`,
      next_attempt_at: trx.raw("now() + ? * interval '1 millisecond'", [waitMs(command.attempts)]),
    });
};

/** Doubles from 100 ms, with jitter so that many commands refused together don't come back together. */
const waitMs = (attempts: number): number =>
  Math.round(Math.min(100 * 2 ** attempts, longestWaitMs) * (0.5 + Math.random() / 2));

const accept = async (trx: Knex, command: Command, outcome: JsonObject, at: Date): Promise<void> => {
  await close(trx, command, { status: 'accepted', outcome: JSON.stringify(outcome), last_error: null }, at);
  await afterAccepted(trx, command, outcome, at);
};

const refuse = async (trx: Knex, command: Command, refusal: Refusal, at: Date): Promise<void> => {
  await close(trx, command, { status: 'refused', last_error: `${refusal.code}: ${refusal.message}` }, at);
  await afterRefused(trx, command, refusal, at);
};

const close = async (
  trx: Knex,
  { id, caseId, attempts }: Command,
  outcome: object,
  at: Date,
): Promise<void> => {
  await trx('engine_command')
    .where({ id })
    .update({ ...outcome, attempts: attempts + 1, done_at: at });
  await notify(trx, 'engine_command'); // the next command of this case may go now
  await notify(trx, 'projection', caseId ?? '');
};
