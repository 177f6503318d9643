import fc from 'fast-check';
import { expect, test } from 'vitest';
import { protocolNumber, yearInRome } from '../../../db/counter.js';
import { formatDateTime } from '../../../web/format.js';
import { readMoment } from '../../../web/register/moments.js';

const moments = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .map((at) => new Date(Math.floor(at.getTime() / 60_000) * 60_000));

/** The hour that comes twice when summer time ends has two moments with one name. */
const isTwice = (at: Date): boolean =>
  [-3_600_000, 3_600_000].some(
    (shift) => formatDateTime(new Date(at.getTime() + shift)) === formatDateTime(at),
  );

test('a moment written as people in Rome write it is read as that moment, summer and winter', () => {
  fc.assert(
    fc.property(moments, (at) => {
      const [day = '', time = ''] = formatDateTime(at).split(', ');
      const read = readMoment(day, time);
      if (isTwice(at)) expect(formatDateTime(read)).toBe(formatDateTime(at));
      else expect(read).toEqual(at);
    }),
  );
});

test('hours and days that don’t exist are no moment', () => {
  for (const [day, time] of [
    ['31/02/2026', '10:00'],
    ['01/03/2026', '24:00'],
    ['01/03/2026', '9'],
    ['', '09:00'],
    ['01/03/2026', ''],
  ] as const)
    expect(readMoment(day, time), `${day} ${time}`).toBeNull();
  expect(readMoment('1.3.2026', '9.05')).toEqual(new Date('2026-03-01T08:05:00Z'));
});

test('a protocol number has seven digits at least, and its year is Rome’s', () => {
  fc.assert(
    fc.property(moments, fc.integer({ min: 1, max: 99_999_999 }), (at, number) => {
      const [digits = '', year] = protocolNumber(yearInRome(at), number).split('/');
      expect(digits.length).toBeGreaterThanOrEqual(7);
      expect(Number(digits)).toBe(number);
      expect(formatDateTime(at).slice(6, 10)).toBe(year);
    }),
  );
});
