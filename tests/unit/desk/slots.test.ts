import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slotsOf } from '../../../db/transactions/appointments/slots.js';

const at = (time: string): Date => new Date(`2026-03-02T${time}:00Z`);
const morning = { opens: at('08:30'), closes: at('10:00') };
const before = at('06:00');
const times = (slots: ReturnType<typeof slotsOf>) =>
  slots.filter(({ isFree }) => isFree).map(({ startsAt }) => startsAt.toISOString().slice(11, 16));

test('places follow one another from each opening and end before its closing', () => {
  const openings = [morning, { opens: at('14:00'), closes: at('14:50') }];
  expect(times(slotsOf(openings, { minutes: 20, parallel: 1, taken: [], now: before }))).toEqual([
    '08:30',
    '08:50',
    '09:10',
    '09:30',
    '14:00',
    '14:20',
  ]);
});

test('a longer appointment takes every place it touches; one that only touches its end takes none', () => {
  const taken = [{ startsAt: at('08:50'), endsAt: at('09:20') }];
  const places = { minutes: 20, taken, now: before };
  expect(times(slotsOf([morning], { ...places, parallel: 1 }))).toEqual(['08:30', '09:30']);
  expect(times(slotsOf([morning], { ...places, parallel: 2 }))).toHaveLength(4);
});

test('what has begun is not offered', () => {
  const rest = slotsOf([morning], { minutes: 30, parallel: 1, taken: [], now: at('08:45') });
  expect(times(rest)).toEqual(['09:00', '09:30']);
});

test('whatever is taken, the desk never receives more than it can', () => {
  const anyTaken = fc.array(fc.tuple(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 5, max: 60 })), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(
      anyTaken,
      fc.integer({ min: 5, max: 45 }),
      fc.integer({ min: 1, max: 3 }),
      (some, minutes, parallel) => {
        const taken = some.map(([from, length]) => ({
          startsAt: new Date(morning.opens.getTime() + from * 60_000),
          endsAt: new Date(morning.opens.getTime() + (from + length) * 60_000),
        }));
        for (const slot of slotsOf([morning], { minutes, parallel, taken, now: before })) {
          expect(slot.endsAt <= morning.closes).toBe(true);
          if (!slot.isFree) continue;
          for (let t = slot.startsAt.getTime(); t < slot.endsAt.getTime(); t += 60_000) {
            const there = taken.filter(
              (one) => one.startsAt.getTime() <= t && one.endsAt.getTime() > t,
            ).length;
            expect(there).toBeLessThan(parallel);
          }
        }
      },
    ),
  );
});
