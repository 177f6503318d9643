import { describe, expect, test } from 'vitest';
import { aheadBy, aheadOfDay, aheadOfTerm } from '../../../processes/catalogue/scenario/days.js';

const at = (instant: string) => ({ now: () => new Date(instant) });
const landing = (from: string, ahead: number): string =>
  new Date(Date.parse(from) + ahead).toISOString().slice(0, 16);

describe('how far a walk moves the clock', () => {
  test.each([
    ['an ordinary term: its last day and one more', '2026-03-02T09:00:00Z', 'P10D', '2026-03-13T09:00'],
    ['one that ends on a Sunday', '2026-03-05T09:00:00Z', 'P10D', '2026-03-17T09:00'],
    ['one that ends between Christmas and Sunday', '2026-12-16T10:44:00Z', 'P10D', '2026-12-29T10:44'],
    [
      'one that ends at Easter, over the change of the hour',
      '2027-03-18T09:00:00Z',
      'P10D',
      '2027-03-31T08:00',
    ],
  ])('%s', (_title, from, duration, expected) => {
    expect(landing(from, aheadOfTerm(at(from), duration))).toBe(expected);
  });
  test('time that passes takes no notice of holidays', () => {
    const from = '2026-12-16T10:44:00Z';
    expect(landing(from, aheadBy(at(from), 'P10D'))).toBe('2026-12-26T10:44');
    expect(aheadBy(at(from), 'PT1H')).toBe(3_600_000);
  });
  test('the next such day, at noon in Rome: this year’s or the next one’s', () => {
    const from = '2026-05-10T11:00:00Z';
    expect(landing(from, aheadOfDay(at(from), '05-10'))).toBe('2027-05-10T10:00');
    expect(landing(from, aheadOfDay(at(from), '05-11'))).toBe('2026-05-11T10:00');
  });
});
