import { afterAll, beforeAll, expect, test } from 'vitest';
import { inRepo } from '../../core/paths.js';
import { loadFolder } from '../../processes/catalogue/bundle.js';
import { publishVersion } from '../../processes/catalogue/publish.js';
import { runScenario } from '../../processes/catalogue/scenario/runner.js';
import { loadScenarios } from '../../processes/catalogue/scenario/schema.js';
import { faultsOfAnswer } from '../helpers/answers.js';
import { engineWorld, type EngineWorld } from '../helpers/engine.js';

const folder = inRepo('tests/engine/payment-procedure');
const scenarios = await loadScenarios(folder, 'prova-pagamento');

let world: EngineWorld;
beforeAll(async () => {
  world = await engineWorld();
  const { db, clock, catalogue } = world.services;
  const bundle = await loadFolder(folder);
  await db.transaction((trx) =>
    publishVersion(trx, { bundle, createdBy: 'prova', reason: null, at: clock.now() }),
  );
  while (!(await catalogue.latest('prova-pagamento')))
    await new Promise((resolve) => setTimeout(resolve, 50));
});
afterAll(() => world.close());

const passed = new Set<string>();

test.each(scenarios.map((scenario) => [scenario.scenario.title, scenario] as const))(
  '%s',
  async (_title, scenario) => {
    const result = await runScenario(world, scenario);
    result.passed.forEach((id) => passed.add(id));
    expect(result.problems).toEqual([]);
    expect(
      (await faultsOfAnswer(world.services, result.caseId)).filter((fault) => !fault.startsWith('few')),
    ).toEqual([]);
  },
);

test('together they pass every element of the diagram and of the shared payment', async () => {
  const version = await world.services.catalogue.latest('prova-pagamento');
  expect([...(version?.model.elements.keys() ?? [])].filter((id) => !passed.has(id))).toEqual([]);
});
