import { expect, test } from 'vitest';
import { slotsFrom } from '../../../workers/agenda.js';

const friday = new Date('2026-08-21T08:00:00Z');
const inRome = (at: Date | undefined): string | undefined =>
  at?.toLocaleString('sv-SE', { timeZone: 'Europe/Rome', dateStyle: 'short', timeStyle: 'short' });

test('places begin on the next working day of the office, in order of time', () => {
  const slots = slotsFrom(friday, '08-24', 10);
  expect(slots.slice(0, 7).map(inRome)).toEqual([
    '2026-08-25 08:00',
    '2026-08-25 09:00',
    '2026-08-25 10:00',
    '2026-08-25 11:00',
    '2026-08-25 14:00',
    '2026-08-25 15:00',
    '2026-08-26 08:00',
  ]);
  expect(inRome(slotsFrom(friday, null, 10)[0])).toBe('2026-08-24 08:00');
});

test('whoever wasn’t in at eight is visited at another hour, as long as the days wanted have one', () => {
  const slots = slotsFrom(friday, '08-24', 1, new Set([8, 9]));
  expect(slots.slice(0, 7).map(inRome)).toEqual([
    '2026-08-25 10:00',
    '2026-08-25 11:00',
    '2026-08-25 14:00',
    '2026-08-25 15:00',
    '2026-08-25 08:00',
    '2026-08-25 09:00',
    '2026-08-26 08:00',
  ]);
});

test('the hour stays the same in Rome when summer time ends', () => {
  const slots = slotsFrom(new Date('2026-10-23T08:00:00Z'), null, 10);
  expect(slots[0]?.toISOString()).toBe('2026-10-26T07:00:00.000Z');
});
