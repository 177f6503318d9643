import { expect, test } from 'vitest';
import { distinct, merged, type Problem } from '../../../web/workshop/client/problems/problem.js';

const problem = (elementId: string | null, rule: string, more: Partial<Problem> = {}): Problem => ({
  elementId,
  rule,
  message: `${rule}!`,
  severity: 'error',
  ...more,
});

test('what both checks find is said once, and the page’s own word counts', () => {
  const page = [problem('A', 'camunda-compat/timer', { message: 'nuovo' })];
  const town = [
    problem('A', 'timer', { message: 'vecchio' }),
    problem('B', 'timer'),
    problem(null, 'offices'),
  ];
  expect(merged(page, town).map(({ elementId, message }) => [elementId, message])).toEqual([
    ['A', 'nuovo'],
    ['B', 'timer!'],
    [null, 'offices!'],
  ]);
});

test('the same sentence of two rules is one', () => {
  const sentence = { message: 'scegli il modulo' };
  const both = merged([problem('A', 'user-task-form', sentence)], [problem('A', 'forms-exist', sentence)]);
  expect(both).toHaveLength(1);
});

test('errors come first; one element’s repeated sentence is read once', () => {
  const page = [problem('A', 'w', { severity: 'warning' }), problem('B', 'e'), problem('B', 'e')];
  expect(distinct(merged(page, [])).map(({ elementId }) => elementId)).toEqual(['B', 'A']);
});
