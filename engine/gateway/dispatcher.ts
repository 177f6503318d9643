import type { Knex } from 'knex';
import type { Clock } from '../../core/clock.js';
import { errorText } from '../../core/errors.js';
import type { JsonObject } from '../../core/json.js';
import type { Log } from '../../core/log.js';
import { notify, type Listener } from '../../db/listen.js';
import type { Command } from './commands.js';
import { afterAccepted, afterRefused, verdictOn } from './outcomes.js';
import { asRefusal, mayPass, type Refusal } from './refusal.js';
import { send } from './send.js';
import type { ZeebeClient } from './zeebe-client.js';

export interface DispatcherOptions {
  db: Knex;
  listener: Listener;
  zeebe: ZeebeClient;
  clock: Clock;
  log: Log;
  /** Transactions under way at once; each holds one connection of the pool and up to `atOnce` commands. */
  lanes?: number;
}

export interface Dispatcher {
  /** Stops taking commands and waits for those under way. */
  stop(): Promise<void>;
}

/** Due commands that a missed notification left behind are found within this time. */
const slowPollMs = 1_000;
const longestWaitMs = 30_000;
/** Of a backlog, a lane takes so many commands together: the engine answers many nearly as fast as one. */
const atOnce = 32;

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
    let atMost = atOnce;
    while (!stopped) {
      const found = await dispatchDue({ db, zeebe, clock, taken: wakeOne, atMost }).catch(
        (error: unknown) => {
          log.error({ error: errorText(error) }, 'the outbox could not be served, trying again');
          return null;
        },
      );
      atMost = found === null ? 1 : atOnce; // one that can't be noted must not hold up those taken with it
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

const takeDue = `
  select id, kind, payload, case_id as "caseId", attempts from engine_command command
  where status = 'pending' and next_attempt_at <= now()
    and not exists (
      select 1 from engine_command earlier
      where earlier.case_id = command.case_id and earlier.status = 'pending' and earlier.id < command.id)
  order by id limit ? for update skip locked`;

export interface DispatchOptions extends Pick<DispatcherOptions, 'db' | 'zeebe' | 'clock'> {
  atMost: number;
  /** Told before the calls to the engine, which may take their time. */
  taken?: () => void;
}

/**
 * Sends the next due commands together, each of another case.
 * @returns how many there were
 */
export const dispatchDue = ({ db, zeebe, clock, taken, atMost }: DispatchOptions): Promise<number> =>
  db.transaction(async (trx) => {
    const { rows: commands } = await trx.raw<{ rows: Command[] }>(takeDue, [atMost]);
    if (commands.length === 0) return 0;
    taken?.();
    const at = clock.now();
    const answers = await Promise.all(commands.map((command) => answerTo(zeebe, command)));
    await accept(trx, answers.filter(isAccepted), at);
    for (const answer of answers) if (!isAccepted(answer)) await settleRefusal(trx, answer, at);
    await notify(trx, 'engine_command'); // the next commands of these cases may go now
    await wakePages(trx, commands);
    return commands.length;
  });

interface Accepted {
  command: Command;
  outcome: JsonObject;
}

interface Refused {
  command: Command;
  refusal: Refusal;
}

const isAccepted = (answer: Accepted | Refused): answer is Accepted => 'outcome' in answer;

/** What the engine says. @throws anything but a refusal */
const answerTo = async (zeebe: ZeebeClient, command: Command): Promise<Accepted | Refused> => {
  try {
    return { command, outcome: await send(zeebe, command) };
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'Refusal') throw error;
    return { command, refusal: asRefusal(error) };
  }
};

const wakePages = (trx: Knex, commands: Command[]): Promise<unknown> =>
  trx.raw(`select pg_notify('projection', case_id) from unnest(?::text[]) case_id`, [
    [...new Set(commands.map(({ caseId }) => caseId ?? ''))],
  ]);

const settleRefusal = async (trx: Knex, { command, refusal }: Refused, at: Date): Promise<void> => {
  const verdict = mayPass(refusal) ? 'not-known-yet' : await verdictOn(trx, command, refusal);
  if (verdict === 'accepted') return accept(trx, [{ command, outcome: { repeated: true } }], at);
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

const accept = async (trx: Knex, accepted: Accepted[], at: Date): Promise<void> => {
  if (accepted.length === 0) return;
  await trx.raw(
    `update engine_command command
     set status = 'accepted', outcome = given.outcome, last_error = null, attempts = attempts + 1, done_at = ?
     from jsonb_to_recordset(?::jsonb) as given (id bigint, outcome jsonb) where command.id = given.id`,
    [at, JSON.stringify(accepted.map(({ command, outcome }) => ({ id: command.id, outcome })))],
  );
  for (const { command, outcome } of accepted) await afterAccepted(trx, command, outcome, at);
};

const refuse = async (trx: Knex, command: Command, refusal: Refusal, at: Date): Promise<void> => {
  await trx('engine_command')
    .where({ id: command.id })
    .update({
      status: 'refused',
      last_error: `${refusal.code}: ${refusal.message}`,
      attempts: command.attempts + 1,
      done_at: at,
    });
  await afterRefused(trx, command, refusal, at);
};
