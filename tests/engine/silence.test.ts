import { afterAll, beforeAll, expect, test } from 'vitest';
import { inRepo } from '../../core/paths.js';
import { loadFolder } from '../../processes/catalogue/bundle.js';
import { lintBundle } from '../../processes/catalogue/lint/lint.js';
import { publishVersion } from '../../processes/catalogue/publish.js';
import { runScenario } from '../../processes/catalogue/scenario/runner.js';
import { loadScenarios } from '../../processes/catalogue/scenario/schema.js';
import { untilPublished } from '../../start/until-published.js';
import { workerContracts } from '../../workers/contracts.js';
import { faultsOfAnswer } from '../helpers/answers.js';
import { engineWorld, type EngineWorld } from '../helpers/engine.js';

const procedure = 'prova-silenzio';
const folder = inRepo('tests/engine/silence-procedure');
const scenarios = await loadScenarios(folder, procedure);
const passed = new Set<string>();
let world: EngineWorld;

beforeAll(async () => {
  world = await engineWorld();
  const { db, clock, catalogue } = world.services;
  const bundle = await loadFolder(folder);
  const { municipality } = catalogue;
  expect(await lintBundle(bundle, { contracts: workerContracts, municipality, folder })).toEqual([]);
  const id = await db.transaction((trx) =>
    publishVersion(trx, { bundle, createdBy: 'prova', reason: null, at: clock.now() }),
  );
  expect(await untilPublished(db, [id])).toEqual([]);
});
afterAll(() => world.close());

test.each(
  scenarios.map(
    ({ file, scenario }) => [scenario.title, { procedureId: procedure, file, scenario }] as const,
  ),
)('%s', async (_title, scenario) => {
  const result = await runScenario(world, scenario);
  result.passed.forEach((id) => passed.add(id));
  expect(result.problems).toEqual([]);
  expect(await faultsOfAnswer(world.services, result.caseId)).toEqual([]);
});

/** The wait for a term that still runs: a message goes to one place of a case, and here the event subprocess takes it. */
const elsewhere = ['Call_Silence__Catch_Expired', 'Call_Silence__End_Other'];

test('together they pass every element, those of the shared subprocesses too', async () => {
  const version = await world.services.catalogue.latest(procedure);
  const missed = [...(version?.model.elements.keys() ?? [])].filter((id) => !passed.has(id));
  expect(missed).toEqual(elsewhere);
});
