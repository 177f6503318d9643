import { expect, test } from 'vitest';
import { likelyOutcome } from '../../../web/contacts/likely-outcome.js';

test('a contact ends as what was noted last suggests', () => {
  expect(likelyOutcome(null, null)).toBe('answered');
  expect(likelyOutcome('noted', null)).toBe('answered');
  expect(likelyOutcome('asked-office', null)).toBe('asked-office');
  expect(likelyOutcome('answered', 'a case')).toBe('case-continued');
  expect(likelyOutcome('case-opened', 'a case')).toBe('case-opened');
});
