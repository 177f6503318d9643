import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { procedureFolders } from '../../processes/catalogue/publish.js';
import { runScenario } from '../../processes/catalogue/scenario/runner.js';
import { loadScenarios } from '../../processes/catalogue/scenario/schema.js';
import { faultsOfAnswer } from '../helpers/answers.js';
import { engineWorld, type EngineWorld } from '../helpers/engine.js';
import { coverageTests } from './coverage-of-scenarios.js';

let world: EngineWorld;
beforeAll(async () => {
  world = await engineWorld();
});
afterAll(() => world.close());

const folders = await procedureFolders();
const all = await Promise.all(folders.map((folder) => loadScenarios(folder, basename(folder))));

for (const scenarios of all) {
  describe(scenarios[0]?.procedureId ?? 'a procedure without scenarios', () => {
    const passed = new Set<string>();

    test.each(scenarios.map((scenario) => [scenario.scenario.title, scenario] as const))(
      '%s',
      async (_title, scenario) => {
        const result = await runScenario(world, scenario);
        result.passed.forEach((id) => passed.add(id));
        expect(result.problems).toEqual([]);
        expect(await faultsOfAnswer(world.services, result.caseId)).toEqual([]);
      },
    );

    test('together the scenarios pass every element of the diagram', async () => {
      const version = await world.services.catalogue.latest(scenarios[0]?.procedureId ?? '');
      const missed = [...(version?.model.elements.keys() ?? [])].filter((id) => !passed.has(id));
      expect(missed).toEqual([]);
    });
  });
}

coverageTests(() => world, folders);
