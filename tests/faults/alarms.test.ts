import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { engineWorld, type EngineWorld } from '../helpers/engine.js';
import { closePlanted, commandsPerCase, plantExpiringTerms, untilTold } from '../helpers/expiring.js';

const total = 1_000;

let world: EngineWorld;
let db: Knex;
beforeAll(async () => {
  world = await engineWorld();
  ({ db } = world.services);
});
afterAll(() => world.close());

const appPid = (): number =>
  (JSON.parse(readFileSync(join(inject('dataFolder'), 'app.pid'), 'utf8')) as { pid: number }).pid;

test('a thousand terms end in the same minute while the scheduler is killed twice: each diagram is told once', async () => {
  const caseIds = await plantExpiringTerms(db, total, world.services.clock.now());
  await untilTold(db, caseIds, { kill: () => process.kill(appPid(), 'SIGKILL'), within: 150_000 });
  expect(await commandsPerCase(db, caseIds)).toEqual({ 1: total });
  expect(
    await db('term_alarm').whereRaw('case_id = any(?::uuid[])', [caseIds]).whereNull('sent_at').first(),
  ).toBe(undefined);
  await closePlanted(db, caseIds);
}, 200_000);
