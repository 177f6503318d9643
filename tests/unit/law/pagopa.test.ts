import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkNoticeNumber, iuvHolds, noticeNumber } from '../../../law/pagopa.js';

const digits = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`));
/** Remainder by 93, figure by figure as on paper: another way than the code’s. */
const remainder = (number: string): number =>
  [...number].reduce((rest, figure) => (rest * 10 + Number(figure)) % 93, 0);

test('the vector of the domain document holds, printed in groups too', () => {
  const number = '301202600001234571';
  expect(noticeNumber('01', '2026000012345')).toBe(number);
  expect(checkNoticeNumber('3012 0260 0001 2345 71')).toEqual({ ok: true, number, iuv: number.slice(1) });
  expect(iuvHolds(number.slice(1))).toBe(true);
});

test('every number made is accepted, its check is the remainder by 93, and no change of one digit passes', () => {
  fc.assert(
    fc.property(digits(2), digits(13), (segregation, base) => {
      const number = noticeNumber(segregation, base);
      expect(checkNoticeNumber(number).ok).toBe(true);
      expect(Number(number.slice(16))).toBe(remainder(number.slice(0, 16)));
      for (let place = 0; place < 18; place += 1) {
        for (const other of '0123456789') {
          if (other === number[place]) continue;
          const changed = number.slice(0, place) + other + number.slice(place + 1);
          expect(checkNoticeNumber(changed).ok, changed).toBe(false);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['001202600001234571', 'comincia con 3'],
  ['30120260000123457', 'qui sono 17'],
  ['301202600001234572', 'non tornano'],
  ['30120260000123457A', 'solo cifre'],
])('%s is refused with a reason', (text, sentence) => {
  const judged = checkNoticeNumber(text);
  expect(judged.ok ? '' : judged.reason).toContain(sentence);
});

test('a number is not made from pieces of another length', () => {
  expect(() => noticeNumber('1', '2026000012345')).toThrow(RangeError);
  expect(() => noticeNumber('01', '12')).toThrow(RangeError);
});
