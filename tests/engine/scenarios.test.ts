import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { procedureFolders } from '../../processes/catalogue/publish.js';
import { loadScenarios } from '../../processes/catalogue/scenario/schema.js';
import { sharedTime, type SharedTime } from '../../processes/catalogue/scenario/shared-time.js';
import { faultsOfAnswer } from '../helpers/answers.js';
import { drawnPlace } from '../helpers/coverage.js';
import { engineWorld, type EngineWorld } from '../helpers/engine.js';
import { coverageTests } from './coverage-of-scenarios.js';

let world: EngineWorld;
let time: SharedTime;
beforeAll(async () => {
  world = await engineWorld();
  time = sharedTime(world, 6);
});
afterAll(() => world.close());

const folders = await procedureFolders();
const all = await Promise.all(folders.map((folder) => loadScenarios(folder, basename(folder))));

/** Places of diagrams, the shared ones among them, and those that some scenario passed. */
const drawn = new Set<string>();
const passed = new Set<string>();

for (const scenarios of all) {
  describe.concurrent(scenarios[0]?.procedureId ?? 'a procedure without scenarios', () => {
    test.each(scenarios.map((scenario) => [scenario.scenario.title, scenario] as const))(
      '%s',
      async (_title, scenario) => {
        const result = await time.walk(scenario);
        const version = await world.services.catalogue.latest(scenario.procedureId);
        if (version) result.passed.forEach((id) => passed.add(drawnPlace(version.drawn, id)));
        expect(result.problems).toEqual([]);
        expect(await faultsOfAnswer(world.services, result.caseId)).toEqual([]);
      },
    );

    test.sequential('together the scenarios pass every element of the diagram', async () => {
      const version = await world.services.catalogue.latest(scenarios[0]?.procedureId ?? '');
      const places = [...(version?.model.elements.keys() ?? [])].map((id) =>
        version ? drawnPlace(version.drawn, id) : id,
      );
      places.forEach((place) => drawn.add(place));
      const own = places.filter((place) => place.startsWith(`${version?.sheet.id ?? ''} `));
      expect(own.length).toBeGreaterThan(0);
      expect(own.filter((place) => !passed.has(place))).toEqual([]);
    });
  });
}

test('all scenarios together pass every element of the shared subprocesses', () => {
  expect([...drawn].filter((place) => !passed.has(place))).toEqual([]);
});
coverageTests(() => world, folders);
