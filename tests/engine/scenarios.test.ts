import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { procedureFolders } from '../../processes/catalogue/publish.js';
import { loadScenarios } from '../../processes/catalogue/scenario/in-files.js';
import { sharedTime, type SharedTime } from '../../processes/catalogue/scenario/shared-time.js';
import { faultsOfAnswer } from '../helpers/answers.js';
import { drawnPlace } from '../helpers/coverage.js';
import { engineWorld, type EngineWorld } from '../helpers/engine.js';
import { coverageTests } from './coverage-of-scenarios.js';
import { exampleFolders, publishTestProcedures, testProcedureFolders } from './test-procedures.js';

let world: EngineWorld;
let time: SharedTime;
let takeBack: () => Promise<void>;
beforeAll(async () => {
  world = await engineWorld();
  time = sharedTime(world, 6);
  takeBack = await publishTestProcedures(world);
});
afterAll(async () => {
  await takeBack();
  await world.close();
});

const published = await procedureFolders();
const folders = [...published, ...(await testProcedureFolders())];
const all = await Promise.all(folders.map((folder) => loadScenarios(folder, basename(folder))));

/** What a test procedure walks through has few milestones to tell. */
const isShort = (procedureId: string): boolean => procedureId.startsWith('prova-');

/** Places of diagrams, the shared ones among them, and those that some scenario passed. */
const drawn = new Set<string>();
const passed = new Set<string>();

/** All walks wait for each other, so that each may take as long as they do together. */
const patience = { timeout: 600_000 };

for (const scenarios of all) {
  describe.concurrent(scenarios[0]?.procedureId ?? 'a procedure without scenarios', patience, () => {
    test.each(scenarios.map((scenario) => [scenario.scenario.title, scenario] as const))(
      '%s',
      async (_title, scenario) => {
        const result = await time.walk(scenario);
        const version = await world.services.catalogue.latest(scenario.procedureId);
        if (version) result.passed.forEach((id) => passed.add(drawnPlace(version.drawn, id)));
        expect(result.problems).toEqual([]);
        const faults = await faultsOfAnswer(world.services, result.caseId);
        expect(faults.filter((fault) => !isShort(scenario.procedureId) || !fault.startsWith('few'))).toEqual(
          [],
        );
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

/** No walk can pass these; each says why. */
const unreachable: Record<string, string> = {
  'silenzio-assenso Catch_Expired':
    'the term still runs: its end is a message, which goes to one place of a case, and the event subprocess takes it',
  'notifica Boundary_HandedOver':
    'the desk hands over outside its task: tests/db/deliveries.test.ts; a walk completes the task',
};

test('all scenarios together pass every element of the shared subprocesses', () => {
  expect([...drawn].filter((place) => !passed.has(place)).sort()).toEqual(Object.keys(unreachable).sort());
});
coverageTests(() => world, [...published, ...(await exampleFolders())]);
