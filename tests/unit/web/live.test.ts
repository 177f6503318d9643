import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLog } from '../../../core/log.js';
import { askUntil, createHub, type Hub } from '../../../web/live/hub.js';
import { throttled } from '../../../web/live/throttle.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a burst wakes a page at once and once more at its end', () => {
  const work = vi.fn();
  const { call, stop } = throttled(work, 100);
  for (let i = 0; i < 50; i += 1) call();
  expect(work).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(100);
  expect(work).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1000);
  call();
  expect(work).toHaveBeenCalledTimes(3);
  call();
  stop();
  vi.advanceTimersByTime(1000);
  expect(work).toHaveBeenCalledTimes(3);
});

describe('the hub', () => {
  let hub: Hub;
  let change: (caseId: string) => void;
  beforeEach(() => {
    const raw = vi.fn(() => Promise.resolve({ rows: [{ office: 'ambiente' }] }));
    const listener = {
      on: (_channel: string, callback: (payload: string) => void) => (change = callback),
      close: () => Promise.resolve(),
    };
    hub = createHub({ db: { raw } as never, listener: listener as never, log: createLog('silent', 'tests') });
  });

  test('wakes the pages of a case, of its offices and those about everything; nobody else', async () => {
    const woken = { own: vi.fn(), other: vi.fn(), office: vi.fn(), elsewhere: vi.fn(), all: vi.fn() };
    hub.subscribe({ caseId: 'a' }, woken.own);
    hub.subscribe({ caseId: 'b' }, woken.other);
    hub.subscribe({ officeId: 'ambiente' }, woken.office);
    hub.subscribe({ officeId: 'demografici' }, woken.elsewhere);
    hub.subscribe('everything', woken.all);
    change('a');
    await vi.advanceTimersByTimeAsync(100);
    expect(
      Object.fromEntries(Object.entries(woken).map(([who, wake]) => [who, wake.mock.calls.length])),
    ).toEqual({
      own: 1,
      other: 0,
      office: 1,
      elsewhere: 0,
      all: 1,
    });
  });

  test('a change without a case, or a lost connection, wakes everybody', async () => {
    const wakes = [vi.fn(), vi.fn()];
    hub.subscribe({ caseId: 'b' }, wakes[0] ?? vi.fn());
    hub.subscribe({ officeId: 'demografici' }, wakes[1] ?? vi.fn());
    change('');
    await vi.advanceTimersByTimeAsync(100);
    for (const wake of wakes) expect(wake).toHaveBeenCalledTimes(1);
  });

  test('remembers what changed between a page’s making and its stream’s opening', () => {
    vi.advanceTimersByTime(1000);
    const before = Date.now();
    change('a');
    expect(hub.changedSince({ caseId: 'a' }, before)).toBe(true);
    expect(hub.changedSince({ caseId: 'b' }, before)).toBe(false);
    expect(hub.changedSince({ caseId: 'a' }, before + 1)).toBe(false);
    expect(hub.changedSince({ caseId: 'b' }, before - 5000)).toBe(true); // older than the process: nobody knows
  });

  test('an answer is waited for until it comes, or the time is up', async () => {
    let answer: string | null = null;
    const ask = vi.fn(() => Promise.resolve(answer));
    const waiting = askUntil(hub, { caseId: 'a', ms: 400 }, ask);
    await vi.advanceTimersByTimeAsync(50);
    answer = 'pronto';
    change('a');
    expect(await waiting).toBe('pronto');
    answer = null;
    const vain = askUntil(hub, { caseId: 'a', ms: 400 }, ask);
    await vi.advanceTimersByTimeAsync(400);
    expect(await vain).toBeNull();
  });
});
