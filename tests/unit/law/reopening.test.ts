import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonths, isStillOpen, lastDayOf, reopeningGrounds } from '../../../law/reopening.js';

const ground = (id: string) => {
  const found = reopeningGrounds.find((one) => one.id === id);
  if (!found) throw new Error(`no ground ${id}`);
  return found;
};
const at = (day: string): Date => new Date(`${day}T10:00:00Z`);

describe('months', () => {
  test('end on the same-numbered day, or the last of a shorter month', () => {
    expect(addMonths('2026-08-31', 6)).toBe('2027-02-28');
    expect(addMonths('2027-08-31', 6)).toBe('2028-02-29');
    expect(addMonths('2026-11-24', 6)).toBe('2027-05-24');
  });

  test('keep the order of days', () => {
    const days = fc.date({ min: at('2000-01-01'), max: at('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(days, days, fc.integer({ min: 0, max: 48 }), (one, other, months) => {
        const [first = '', second = ''] = [one, other].map((day) => day.toISOString().slice(0, 10)).sort();
        expect(addMonths(first, months) <= addMonths(second, months)).toBe(true);
      }),
    );
  });
});

describe('annulment by the office (art. 21-nonies)', () => {
  test('is possible within six months since 18 December 2025, within twelve before', () => {
    const closed = at('2025-11-20');
    expect(lastDayOf(ground('annulment'), closed, at('2025-12-17'))).toBe('2026-11-20');
    expect(lastDayOf(ground('annulment'), closed, at('2025-12-18'))).toBe('2026-05-20');
    expect(isStillOpen(ground('annulment'), closed, at('2026-05-20'))).toBe(true);
    expect(isStillOpen(ground('annulment'), closed, at('2026-05-21'))).toBe(false);
  });

  test('counts days in Rome', () => {
    const lateEvening = new Date('2026-05-20T22:30:00Z'); // 21 May in Rome
    expect(isStillOpen(ground('annulment'), at('2025-11-20'), lateEvening)).toBe(false);
  });
});

test('an error can be corrected without limit of time', () => {
  expect(lastDayOf(ground('material-error'), at('1999-01-01'), at('2026-01-01'))).toBeNull();
});
