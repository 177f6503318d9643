import { expect, test } from 'vitest';
import { majorityDay, powerState, type Power } from '../../../law/powers.js';

const power: Power = {
  kind: 'delegate',
  validFrom: '2026-01-10',
  validTo: '2026-06-30',
  revokedOn: null,
  principalBirthDate: null,
};

test.each<[string, Partial<Power>, string, string]>([
  ['on its first day', {}, '2026-01-10', 'holds'],
  ['the day before', {}, '2026-01-09', 'not-yet'],
  ['on its last day', {}, '2026-06-30', 'holds'],
  ['the day after', {}, '2026-07-01', 'expired'],
  ['without an end', { validTo: null }, '2099-01-01', 'holds'],
  ['on the day of its revocation', { revokedOn: '2026-03-01' }, '2026-03-01', 'revoked'],
  ['the day before its revocation', { revokedOn: '2026-03-01' }, '2026-02-28', 'holds'],
])('a procura %s', (_when, change, on, state) => {
  expect(powerState({ ...power, ...change }, on)).toBe(state);
});

test('a parent’s power ends on the day the child turns eighteen; a guardian’s does not', () => {
  const parent: Power = { ...power, kind: 'parent', validTo: null, principalBirthDate: '2008-11-24' };
  expect(powerState(parent, '2026-11-23')).toBe('holds');
  expect(powerState(parent, '2026-11-24')).toBe('of-age');
  expect(powerState({ ...parent, kind: 'guardian' }, '2026-11-24')).toBe('holds');
});

test('born on 29 February, one comes of age on the first of March', () => {
  expect(majorityDay('2008-02-29')).toBe('2026-03-01');
});
