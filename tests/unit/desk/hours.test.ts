import { expect, test } from 'vitest';
import { parseHours, writeHours } from '../../../web/admin/desks/hours.js';

test.each([
  ['8.30–13.00', [{ opens: '08:30', closes: '13:00' }]],
  [
    ' 8-13 ; 15:00 - 17.30',
    [
      { opens: '08:00', closes: '13:00' },
      { opens: '15:00', closes: '17:30' },
    ],
  ],
  ['', []],
])('«%s» is understood', (typed, hours) => {
  expect(parseHours(typed)).toEqual(hours);
});

test.each(['13-8', '8', '8-25', '8.75-9', '8-12, 11-13', '8-10-12', 'mattina'])('«%s» is not', (typed) => {
  expect(parseHours(typed)).toBeNull();
});

test('what is written back is understood as the same', () => {
  const hours = [
    { opens: '08:30', closes: '13:00' },
    { opens: '15:00', closes: '17:30' },
  ];
  expect(writeHours([{ opens: '08:30:00', closes: '13:00:00' }])).toBe('8.30–13.00');
  expect(parseHours(writeHours(hours))).toEqual(hours);
});
