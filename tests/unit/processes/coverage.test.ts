import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadExcuses } from '../../../processes/catalogue/coverage/excuses.js';
import { partsOf } from '../../../processes/catalogue/coverage/parts.js';
import { coverageOf, faultsIn, reportOn } from '../../../processes/catalogue/coverage/report.js';
import type { Parts } from '../../../processes/catalogue/coverage/kinds.js';
import { readDiagram } from '../../../processes/catalogue/diagram-model.js';
import { bundleOf, rightProcess } from './small-procedure.js';

const folder = mkdtempSync(join(tmpdir(), 'sportello-coverage-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const dmn =
  '<definitions><decision id="tariffa"><decisionTable><rule id="r1"><outputEntry/></rule><rule id="r2"/></decisionTable></decision></definitions>';
const procedure = async () => {
  const bundle = bundleOf(rightProcess);
  bundle.decisions['tariffa.dmn'] = dmn;
  const nome = { type: 'textfield', key: 'nome', label: 'Nome' };
  bundle.forms['istanza']?.components.push({ type: 'dynamiclist', path: 'figli', components: [nome] });
  return { bundle, drawn: bundle, model: await readDiagram(bundle.bpmn) };
};

/** Everything passed but what is named. */
const without = (parts: Parts, ...missing: string[]): Parts =>
  Object.fromEntries(
    Object.entries(parts).map(([kind, names]) => [
      kind,
      new Set([...names].filter((name) => !missing.includes(name))),
    ]),
  ) as unknown as Parts;

test('knows every element, flow, rule, letter and question of a procedure', async () => {
  const { node, flow, rule, letter, field } = partsOf(await procedure());
  expect(node.size).toBe(7);
  expect(flow.size).toBe(7);
  expect([...rule]).toEqual(['tariffa/r1', 'tariffa/r2']);
  expect([...letter]).toEqual(['L4']);
  expect([...field].filter((name) => !name.startsWith('esame/'))).toEqual([
    'istanza/motivo',
    'istanza/figli.nome',
    'risposta/testo',
  ]);
  expect(field).toContain('esame/esito');
});

test('fails for an element or rule that nobody passes, unless the procedure says why; tells everything else', async () => {
  const parts = partsOf(await procedure());
  const coverage = coverageOf(parts, without(parts, 'Wait', 'tariffa/r2', 'F4', 'esame/esito'), {
    node: { Wait: 'La risposta arriva solo da fuori' },
  });
  expect(faultsIn(coverage)).toEqual([expect.stringContaining('tariffa/r2')]);
  const report = reportOn('Prova', coverage);
  expect(report).toContain('| Elementi | 6 di 7 | 85% |');
  expect(report).toContain('- Elementi: Wait, perché: La risposta arriva solo da fuori');
  expect(report).toContain('- Flussi: F4 **manca**');
  expect(report).toContain('- Domande: esame/esito **manca**');
  expect(faultsIn(coverageOf(parts, parts, {}))).toEqual([]);
});

test('an excuse for what is passed, or isn’t there, is a fault', async () => {
  const parts = partsOf(await procedure());
  const excuses = { node: { Wait: 'non si può aspettare' }, flow: { F99: 'non c’è mai stato' } };
  expect(faultsIn(coverageOf(parts, parts, excuses))).toHaveLength(2);
});

test('coverage.yaml gives reasons by kind; a wrong one is told with the file', async () => {
  expect(await loadExcuses(folder)).toEqual({});
  writeFileSync(join(folder, 'coverage.yaml'), 'rule:\n  tariffa/r2: La fascia non esiste ancora\n');
  expect(await loadExcuses(folder)).toEqual({ rule: { 'tariffa/r2': 'La fascia non esiste ancora' } });
  writeFileSync(join(folder, 'coverage.yaml'), 'rules:\n  x: y\n');
  await expect(loadExcuses(folder)).rejects.toThrow('coverage.yaml non è come deve essere');
});
