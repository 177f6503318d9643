import { expect, test } from 'vitest';
import { ageOn } from '../../../law/age.js';

test.each([
  ['2008-11-24', '2026-11-24', 18],
  ['2008-11-25', '2026-11-24', 17],
  ['2024-02-29', '2027-02-28', 2],
  ['2024-02-29', '2027-03-01', 3],
  ['1956-12-31', '2027-01-01', 70],
])('who is born on %s is on %s %i years old', (born, day, age) => {
  expect(ageOn(born, day)).toBe(age);
});
