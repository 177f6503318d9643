import { expect, test } from 'vitest';
import { createLog } from '../../../core/log.js';
import { supervise, type Child } from '../../../start/supervise.js';

/** A child whose end the test decides. */
const child = (): Child & { die: () => void } => {
  let die: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (die = resolve));
  return {
    ended,
    die: () => die(),
    stop: async () => {
      die();
      await ended;
    },
  };
};
const options = { name: 'Prova', log: createLog('silent', 'test'), firstMs: 1, longestMs: 4 };

test('what ends by itself is started again, until it succeeds, and the terminal is told', async () => {
  const children = [child(), child()];
  const told: string[] = [];
  let starts = 0;
  let again: () => void = () => undefined;
  const restarted = new Promise<void>((resolve) => (again = resolve));
  const supervised = await supervise(
    () => {
      starts += 1;
      if (starts === 2 || starts === 3) return Promise.reject(new Error('not yet'));
      return Promise.resolve(children.shift() ?? child());
    },
    {
      ...options,
      onEvent: (event) => {
        told.push(event);
        if (event === 'restarted') again();
      },
    },
  );
  const first = supervised.current();
  (first as ReturnType<typeof child>).die();
  await restarted;
  expect(starts).toBe(4);
  expect(told).toEqual(['ended', 'restarted']);
  expect(supervised.current()).not.toBe(first);
  await supervised.stop();
});

test('what is stopped stays stopped', async () => {
  let starts = 0;
  const supervised = await supervise(() => {
    starts += 1;
    return Promise.resolve(child());
  }, options);
  await supervised.stop();
  expect(starts).toBe(1);
});

test('the very first failure is for the person at the terminal', async () => {
  await expect(supervise(() => Promise.reject(new Error('manca Java')), options)).rejects.toThrow(
    'manca Java',
  );
});
