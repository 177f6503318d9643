import { runScenario, type ScenarioResult } from './runner.js';
import type { ScenarioWorld } from './world.js';
import type { NamedScenario } from './schema.js';

export interface SharedTime {
  /** Walks one scenario beside the others. */
  walk(scenario: NamedScenario): Promise<ScenarioResult>;
  /** Lets anything that moves the clock go on beside the others. */
  share<T>(walk: (world: ScenarioWorld) => Promise<T>): Promise<T>;
}

interface Waiting {
  /** Milliseconds of the office's clock. */
  until: number;
  settled(): Promise<unknown>;
  resume(): void;
  fail(error: unknown): void;
}

/** Walks that began a little after one another wait for days that lie as little apart: they take one jump. */
const togetherMs = 10 * 60_000;

/**
 * Lets many walks share one engine and its one clock: some of them go on at once, and the clock moves only when nobody
 * is going on, to the first moment that somebody waits for. So a hundred walks cost as many jumps of time as there are
 * different moments. A walk that waits longer sees its days pass in more than one jump.
 * @param atOnce how many go on at the same time; those that wait for the clock don't count
 */
export const sharedTime = (world: ScenarioWorld, atOnce: number): SharedTime => {
  const { clock } = world.services;
  let goingOn = 0;
  const ready: (() => void)[] = [];
  let waiting: Waiting[] = [];

  const next = (): void => {
    while (goingOn < atOnce && ready.length > 0) {
      goingOn += 1;
      ready.shift()?.();
    }
    if (goingOn === 0 && waiting.length > 0) void moveOn();
  };
  const turn = (): Promise<void> =>
    new Promise((resolve) => {
      ready.push(resolve);
      next();
    });
  const pass = (): void => {
    goingOn -= 1;
    next();
  };

  /** The last jump may have moved cases whose walks wait still: they come to rest before the next one. */
  const moveOn = async (): Promise<void> => {
    goingOn += 1; // nobody moves the clock twice
    try {
      await Promise.all(waiting.map((one) => one.settled()));
      const first = Math.min(...waiting.map((one) => one.until));
      const near = waiting.filter((one) => one.until <= first + togetherMs);
      const until = Math.max(...near.map((one) => one.until));
      await world.advance(Math.max(until - clock.now().getTime(), 0), () => Promise.resolve());
      waiting = waiting.filter((one) => !near.includes(one));
      ready.push(...near.map(({ resume }) => resume));
    } catch (error) {
      waiting.splice(0).forEach(({ fail }) => fail(error));
    } finally {
      pass();
    }
  };

  const wait = (milliseconds: number, settled: Waiting['settled']): Promise<void> =>
    new Promise((resume, fail) => {
      waiting.push({ until: clock.now().getTime() + milliseconds, settled, resume, fail });
      pass();
    });

  const share: SharedTime['share'] = async (walk) => {
    await turn();
    return walk({ ...world, advance: wait }).finally(pass);
  };
  return { share, walk: (scenario) => share((shared) => runScenario(shared, scenario)) };
};
