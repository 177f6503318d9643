import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inRepo } from '../../../core/paths.js';
import { inputsOf, typedInput } from '../../../processes/catalogue/decisions/inputs.js';
import {
  readDecisions,
  type Decision,
  type DecisionTable,
} from '../../../processes/catalogue/decisions/read-decision.js';
import { tryDecision } from '../../../processes/catalogue/decisions/try-decision.js';

const table = (more: Partial<DecisionTable>): Decision[] => [
  {
    id: 'd',
    name: 'd',
    requires: [],
    logic: {
      kind: 'table',
      hitPolicy: 'UNIQUE',
      aggregation: null,
      inputs: [{ label: 'Metri', expression: 'metri' }],
      outputs: [{ name: 'costo', label: 'Costo' }],
      rules: [
        { id: 'r1', description: 'piccoli', tests: ['< 10'], answers: ['metri * 2'] },
        { id: 'r2', description: '', tests: ['[5..20]'], answers: ['30'] },
        { id: 'r3', description: '', tests: ['-'], answers: ['5'] },
      ],
      ...more,
    },
  },
];
const rulesOf = (decisions: Decision[], metri: number): number[] =>
  tryDecision(decisions, 'd', { metri }).matched.map(({ number }) => number);

describe('a table tried', () => {
  it.each<[Partial<DecisionTable>, number, unknown]>([
    [{ hitPolicy: 'FIRST' }, 3, 6],
    [{ hitPolicy: 'FIRST' }, 50, 5],
    [{ hitPolicy: 'RULE ORDER' }, 7, [14, 30, 5]],
    [{ hitPolicy: 'COLLECT' }, 12, [30, 5]],
    [{ hitPolicy: 'COLLECT', aggregation: 'SUM' }, 7, 49],
    [{ hitPolicy: 'COLLECT', aggregation: 'MIN' }, 7, 5],
    [{ hitPolicy: 'COLLECT', aggregation: 'MAX' }, 7, 30],
    [{ hitPolicy: 'COLLECT', aggregation: 'COUNT' }, 7, 3],
    [{ rules: [] }, 7, null],
  ])('%j of %i is %j', (more, metri, result) => {
    expect(tryDecision(table(more), 'd', { metri })).toMatchObject({ result, problem: null });
  });

  it('names the rules that matched, and what is wrong when too many do', () => {
    expect(rulesOf(table({ hitPolicy: 'FIRST' }), 7)).toEqual([1]);
    expect(rulesOf(table({ hitPolicy: 'RULE ORDER' }), 7)).toEqual([1, 2, 3]);
    expect(tryDecision(table({}), 'd', { metri: 7 }).problem).toMatch(/regole 1, 2, 3.*UNIQUE/);
    expect(tryDecision(table({ hitPolicy: 'ANY' }), 'd', { metri: 7 }).problem).toMatch(/risposte diverse/);
  });

  it('says which expression fails', () => {
    const broken = [{ id: 'r', description: '', tests: ['< ('], answers: ['1'] }];
    expect(tryDecision(table({ rules: broken }), 'd', { metri: 1 }).problem).toMatch(/regola 1: «< \(»/);
  });

  it('that another one needs is decided first, and none needs itself', () => {
    const [first] = table({ hitPolicy: 'FIRST' });
    const second: Decision = {
      id: 'e',
      name: 'e',
      requires: ['d'],
      logic: { kind: 'expression', text: 'd + quota' },
    };
    const both = [...(first ? [first] : []), second];
    expect(tryDecision(both, 'e', { metri: 3, quota: 1 }).result).toBe(7);
    expect(inputsOf(both, 'e')).toEqual(['metri', 'quota']);
    expect(tryDecision([{ ...second, requires: ['e'] }], 'e', {}).problem).toMatch(/sé stessa/);
  });
});

describe('a file of DMN', () => {
  const read = (name: string) => readDecisions(readFileSync(inRepo(`processes/${name}`), 'utf8'));

  it('is read as it is drawn, and asks for what its expressions read', async () => {
    const decisions = await read('assegno-maternita/decisions/spettanza.dmn');
    const inputs = inputsOf(decisions, 'assegno-maternita-spettanza');
    expect(inputs).toEqual(['iseeValore', 'altraIndennita', 'sogliaIsee', 'assegnoMensile']);
    const given = { iseeValore: 9000, altraIndennita: 100, sogliaIsee: 20000, assegnoMensile: 40000 };
    expect(tryDecision(decisions, 'assegno-maternita-spettanza', given)).toMatchObject({
      result: { esito: 'differenziale', mensile: 30000 },
      matched: [{ number: 3, description: 'Spetta la differenza' }],
    });
  });

  it('knows days', async () => {
    const decisions = await read('assegno-maternita/decisions/importi.dmn');
    expect(tryDecision(decisions, 'assegno-maternita-importi', { dataEvento: '2025-06-01' })).toMatchObject({
      result: { mensile: 40740 },
    });
  });

  it.each(['<a/>', 'x', '<!DOCTYPE a [<!ENTITY b "c">]><definitions/>'])('is not %s', async (text) => {
    await expect(readDecisions(text)).rejects.toMatchObject({ code: 'decision.unreadable' });
  });
});

it.each<[string, unknown]>([
  ['12,5', 12.5],
  ['12.5', 12.5],
  ['true', true],
  ['', null],
  ['nuovo', 'nuovo'],
  ['"12"', '12'],
  ['via Aosta 14', 'via Aosta 14'],
  ['2026-03-02', '2026-03-02'],
  ['[1, 2]', [1, 2]],
  ['{eta: 3}', { eta: 3 }],
])('%j typed is %j', (text, value) => {
  expect(typedInput(text)).toEqual(value);
});
