import { describe, expect, test } from 'vitest';
import { answerDue, isAnswerRule } from '../../../law/answer-time.js';

const workday = { opens: '08:00', closes: '14:00', patron: '08-24' };
const due = (rule: string, from: string) => answerDue(rule, new Date(from), workday)?.toISOString();

describe('within what time an office answers', () => {
  test.each([
    ['4 ore lavorative', '2026-11-24T09:00:00+01:00', '2026-11-24T13:00:00+01:00'],
    ['4 ore', '2026-11-24T12:30:00+01:00', '2026-11-25T10:30:00+01:00'], // goes on the next morning
    ['1 ora lavorativa', '2026-11-27T15:00:00+01:00', '2026-11-30T09:00:00+01:00'], // Friday afternoon: Monday
    ['6 ore lavorative', '2026-11-24T06:00:00+01:00', '2026-11-24T14:00:00+01:00'], // before opening
    ['2 ore lavorative', '2026-08-23T10:00:00+02:00', '2026-08-25T10:00:00+02:00'], // Sunday, then the patron saint
    ['1 giorno lavorativo', '2026-11-27T10:00:00+01:00', '2026-11-30T23:59:59+01:00'],
  ])('%s from %s', (rule, from, expected) => {
    expect(isAnswerRule(rule)).toBe(true);
    expect(due(rule, from)).toBe(new Date(expected).toISOString());
  });

  test('what it does not understand is no rule', () => {
    for (const rule of ['presto', '0 ore', '4', ''])
      expect(due(rule, '2026-11-24T09:00:00Z'), rule).toBeUndefined();
    expect(isAnswerRule('presto')).toBe(false);
  });
});
