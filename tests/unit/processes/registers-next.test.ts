import { beforeAll, expect, test } from 'vitest';
import { inRepo } from '../../../core/paths.js';
import { loadFolder } from '../../../processes/catalogue/folder.js';
import { readDiagram, type DiagramModel } from '../../../processes/catalogue/diagram-model.js';
import { registersNext } from '../../../processes/catalogue/registers-next.js';

let model: DiagramModel;
beforeAll(async () => {
  model = await readDiagram((await loadFolder(inRepo('tests/engine/procedures/prova-silenzio'))).bpmn);
});

test('the answers say whether a task signs: the question after it is asked as the engine asks it', () => {
  expect(registersNext(model, 'Task_Sign', { firmata: 'si' })).toBe(true);
  expect(registersNext(model, 'Task_Sign', { firmata: 'no' })).toBe(false);
});

test('a task before another person’s task signs nothing, nor does one that isn’t there', () => {
  expect(registersNext(model, 'Task_Decide', { proposta: 'respinta' })).toBe(false);
  expect(registersNext(model, 'Task_Nowhere', {})).toBe(false);
});
