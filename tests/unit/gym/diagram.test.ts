import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { inRepo } from '../../../core/paths.js';
import { copyOf } from '../../../gym/replay/copy.js';
import { timersOf } from '../../../gym/replay/timers.js';
import { readDiagram } from '../../../processes/catalogue/diagram-model.js';
import { loadFolder } from '../../../processes/catalogue/folder.js';

const enteredAt = new Date('2026-03-10T09:00:00Z');

test('a case rings where its timers stand, and only there', async () => {
  const model = await readDiagram(await readFile(inRepo('tests/engine/gym-procedure/process.bpmn'), 'utf8'));
  const standing = { elementId: 'Task_Look', enteredAt };
  expect(timersOf(model, [standing])).toEqual([
    { timerId: 'Boundary_Late', standing, due: new Date('2026-04-24T09:00:00Z') },
  ]);
  expect(timersOf(model, [{ elementId: 'Gateway_Outcome', enteredAt }])).toEqual([]);
});

test('a timer that only the engine can work out is known to be there', async () => {
  const { bpmn } = await loadFolder(inRepo('processes/abbattimento-alberi'));
  const standing = { elementId: 'Event_ReplantingTerm', enteredAt };
  const timers = timersOf(await readDiagram(bpmn), [standing]);
  expect(timers).toEqual([{ timerId: 'Event_ReplantingTerm', standing, due: null }]);
});

test('a copy shares no process, start message or decision with the procedure it is of, and is otherwise the same', async () => {
  const bundle = await loadFolder(inRepo('processes/accesso-atti'));
  const { processId } = await readDiagram(bundle.bpmn);
  const copy = copyOf(bundle, processId);
  const model = await readDiagram(copy.bpmn);
  expect([copy.sheet.id, model.processId, model.startMessage]).toEqual([
    'accesso-atti-in-vigore',
    `${processId}-in-vigore`,
    'istanza.accesso-atti-in-vigore',
  ]);
  expect([...model.elements.keys()]).toEqual([...(await readDiagram(bundle.bpmn)).elements.keys()]);
  const decisions = /decisionId="([^"]+)"/g;
  const called = [...copy.bpmn.matchAll(decisions)].map(([, id]) => id);
  expect(called.length).toBeGreaterThan(0);
  for (const id of called) {
    expect(id).toMatch(/-in-vigore$/);
    expect(Object.values(copy.decisions).join()).toContain(`<decision id="${String(id)}"`);
  }
  expect(copy.bpmn.replaceAll('-in-vigore', '')).toBe(bundle.bpmn);
});
