import fc from 'fast-check';
import { expect, test } from 'vitest';
import { centsOf, centsText, divide, readEuro } from '../../../law/payments.js';
import { noticeQrText } from '../../../templates/notice-qr.js';

const cents = fc.integer({ min: 1, max: 900_000_000 });
const missing = fc.integer({ min: 0, max: 900_000_000 });
const status = fc.constantFrom('open' as const, 'paid' as const, 'expired' as const, 'cancelled' as const);

test.each([
  ['exactly what is due', { cents: 1600, missing: 1600, status: 'open' as const }, 1600, []],
  ['too little', { cents: 1000, missing: 1600, status: 'open' as const }, 1000, []],
  [
    'too much',
    { cents: 2000, missing: 1600, status: 'open' as const },
    1600,
    [{ kind: 'surplus', cents: 400 }],
  ],
  ['twice', { cents: 1600, missing: 0, status: 'paid' as const }, 0, [{ kind: 'double', cents: 1600 }]],
  [
    'after it expired',
    { cents: 1600, missing: 1600, status: 'expired' as const },
    0,
    [{ kind: 'late', cents: 1600 }],
  ],
  [
    'too much after it was cancelled',
    { cents: 2000, missing: 1600, status: 'cancelled' as const },
    0,
    [
      { kind: 'after-cancel', cents: 1600 },
      { kind: 'surplus', cents: 400 },
    ],
  ],
])('%s', (_title, arrival, applied, withheld) => {
  expect(divide(arrival)).toEqual({ applied, withheld });
});

test('the parts of a receipt always make up the whole, and never more than is lacking counts', () => {
  fc.assert(
    fc.property(cents, missing, status, (amount, lacking, state) => {
      const { applied, withheld } = divide({ cents: amount, missing: lacking, status: state });
      expect(applied + withheld.reduce((sum, part) => sum + part.cents, 0)).toBe(amount);
      expect(applied).toBeLessThanOrEqual(lacking);
      expect(withheld.every((part) => part.cents > 0)).toBe(true);
    }),
  );
});

test('amounts are read as they are shown, to the cent', () => {
  fc.assert(fc.property(cents, (amount) => void expect(readEuro(centsText(amount))).toBe(amount)));
  expect(centsText(123_456_700)).toBe('1.234.567,00');
  expect([readEuro('16'), readEuro('1.234,5'), readEuro('€ 16,00')]).toEqual([1600, 123_450, 1600]);
  expect(['', '1,234', '1.23', '-4', 'abc', '12.34.567'].map(readEuro)).toEqual(Array(6).fill(null));
});

test('a sheet’s euro become cents, and a fraction of a cent is refused', () => {
  expect([centsOf(16), centsOf(22.21), centsOf(0.1 + 0.2)]).toEqual([1600, 2221, 30]);
  expect(() => centsOf(1.005)).toThrow(RangeError);
});

test('the QR code of a notice says what pagoPA’s readers want', () => {
  expect(noticeQrText({ noticeNumber: '301202600001234571', taxCode: '00284720356', cents: 1600 })).toBe(
    'PAGOPA|002|301202600001234571|00284720356|1600',
  );
});
