import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { incidentStatus, type IncidentFacts } from '../../../web/incidents/status.js';
import { readVariable } from '../../../web/incidents/variables.js';

const facts: fc.Arbitrary<IncidentFacts> = fc.record({
  state: fc.constantFrom('created', 'resolved'),
  attempt: fc.constantFrom(null, 'pending', 'accepted', 'refused'),
  element: fc.constantFrom(null, 'active', 'completed', 'terminated'),
  hasNewer: fc.boolean(),
});

describe('a blocked step', () => {
  test('is never called solved before the engine has passed it', () => {
    fc.assert(
      fc.property(facts, (fact) => {
        if (incidentStatus(fact) !== 'solved') return;
        expect(fact).toMatchObject({ state: 'resolved', element: 'completed', hasNewer: false });
      }),
    );
  });

  test('that nobody has tried is blocked', () => {
    expect(incidentStatus({ state: 'created', attempt: null, element: 'active', hasNewer: false })).toBe(
      'blocked',
    );
  });
});

describe('a mended value', () => {
  test.each([
    ['number', '1.234,5', 1234.5],
    ['number', '-3', -3],
    ['boolean', 'Sì', true],
    ['boolean', 'no', false],
    ['text', ' 12 ', ' 12 '],
    ['null', 'qualsiasi', null],
    ['json', '[1, {"a": null}]', [1, { a: null }]],
  ] as const)('%s «%s»', (kind, text, value) => {
    expect(readVariable(kind, text)).toEqual({ value });
  });

  test.each([
    ['number', 'due'],
    ['number', ''],
    ['boolean', '1'],
    ['json', '{a:1}'],
  ] as const)('%s «%s» is wrong', (kind, text) => {
    expect(readVariable(kind, text)).toHaveProperty('problem');
  });
});
