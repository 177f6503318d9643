import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inRepo } from '../../../core/paths.js';
import { readDiagram } from '../../../processes/catalogue/diagram-model.js';

const folder = inRepo('processes/shared');

test('a letter that a shared subprocess sends goes by PEC to who has one (CAD art. 3-bis)', async () => {
  const ways: Record<string, string | undefined> = {};
  for (const name of readdirSync(folder)) {
    const { elements } = await readDiagram(readFileSync(`${folder}/${name}/process.bpmn`, 'utf8'));
    for (const { id, jobType, inputs } of elements.values())
      if (jobType === 'notifica.invia') ways[`${name} ${id}`] = inputs['canali'];
  }
  expect(Object.keys(ways).length).toBeGreaterThan(5);
  for (const [step, canali] of Object.entries(ways)) expect(canali, step).toMatch(/^=(canali|\["pec")/);
});
