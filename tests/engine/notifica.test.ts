import { afterAll, beforeAll, expect, test } from 'vitest';
import { notify } from '../../db/listen.js';
import { loadFolder } from '../../processes/catalogue/bundle.js';
import { publishVersion } from '../../processes/catalogue/publish.js';
import { runScenario } from '../../processes/catalogue/scenario/runner.js';
import { loadScenarios } from '../../processes/catalogue/scenario/schema.js';
import { inRepo } from '../../core/paths.js';
import { untilPublished } from '../../start/until-published.js';
import { engineWorld, type EngineWorld } from '../helpers/engine.js';

const folder = inRepo('tests/engine/notifica');
let world: EngineWorld;
beforeAll(async () => {
  world = await engineWorld();
  const { db, clock } = world.services;
  const bundle = await loadFolder(folder);
  const id = await db.transaction((trx) =>
    publishVersion(trx, { bundle, createdBy: 'prova', reason: null, at: clock.now() }),
  );
  expect(await untilPublished(db, [id])).toEqual([]);
});
afterAll(async () => {
  const { db } = world.services;
  await db('procedure_version').where({ procedure_id: 'prova-notifica' }).update({ status: 'rejected' });
  await notify(db, 'procedures'); // the run's other tests know nothing of it
  await world.close();
});

test.each((await loadScenarios(folder, 'prova-notifica')).map((one) => [one.scenario.title, one] as const))(
  '%s',
  async (_title, scenario) => {
    expect((await runScenario(world, scenario)).problems).toEqual([]);
  },
);
