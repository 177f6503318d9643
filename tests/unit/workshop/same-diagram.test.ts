import { expect, test } from 'vitest';
import { loadFolder } from '../../../processes/catalogue/folder.js';
import { isSameDiagram } from '../../../processes/catalogue/same-diagram.js';
import { inRepo } from '../../../core/paths.js';

const { bpmn } = await loadFolder(inRepo('processes/abbattimento-alberi'));

test('other spaces and another order of what is drawn are the same diagram; another name is another one', async () => {
  const shapes = [...bpmn.matchAll(/<bpmndi:BPMNShape [\s\S]*?<\/bpmndi:BPMNShape>/g)].map(
    ([shape]) => shape,
  );
  const [first = '', second = ''] = shapes;
  expect(await isSameDiagram(bpmn, bpmn.replaceAll('><bpmn:', '>\n   <bpmn:'))).toBe(true);
  const turned = bpmn.replace(first, '§').replace(second, first).replace('§', second);
  expect(turned).not.toBe(bpmn);
  expect(await isSameDiagram(bpmn, turned)).toBe(true);
  expect(await isSameDiagram(bpmn, bpmn.replace('name="', 'name="Altro '))).toBe(false);
  expect(await isSameDiagram(bpmn, 'not BPMN')).toBe(false);
});
