import { expect, test } from 'vitest';
import { BusinessError } from '../../../core/errors.js';
import { demandToken, sameToken } from '../../../web/middleware/csrf.js';

test('only the session’s own token passes', () => {
  expect(sameToken('abc', 'abc')).toBe(true);
  expect(sameToken('abc', 'abd')).toBe(false);
  expect(sameToken('abc', 'ab')).toBe(false);
  expect(sameToken('abc', '')).toBe(false);
  expect(sameToken('abc', null)).toBe(false);
});

test('a session without a token lets nothing pass, not even an empty one', () => {
  expect(sameToken(undefined, undefined)).toBe(false);
  expect(sameToken('', '')).toBe(false);
  expect(() => demandToken(undefined, '')).toThrow(BusinessError);
});
