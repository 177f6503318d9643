import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { engineWorld, type EngineWorld } from '../helpers/engine.js';
import { closePlanted, plantExpiringTerms } from '../helpers/expiring.js';

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

const acceptedOf = async (caseIds: string[]): Promise<number> => {
  const { rows } = await db.raw<{ rows: { n: number }[] }>(
    `select count(*)::int as n from engine_command where case_id = any(?::uuid[]) and status = 'accepted'`,
    [caseIds],
  );
  return rows[0]?.n ?? 0;
};

test('a thousand terms end in the same minute while the scheduler is killed twice: each diagram is told once', async () => {
  const caseIds = await plantExpiringTerms(db, total, world.services.clock.now());
  const kills = [0.2, 0.6];
  const deadline = Date.now() + 150_000;
  for (let accepted = 0; accepted < total;) {
    accepted = await acceptedOf(caseIds);
    if (kills[0] !== undefined && accepted / total >= kills[0]) {
      kills.shift();
      process.kill(appPid(), 'SIGKILL');
    }
    if (Date.now() > deadline) throw new Error(`only ${accepted} of ${total} were told in time`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(kills).toEqual([]);
  const { rows } = await db.raw<{ rows: { n: number; cases: number }[] }>(
    `select n, count(*)::int as cases from
       (select case_id, count(*)::int as n from engine_command where case_id = any(?::uuid[]) group by case_id) told
     group by n`,
    [caseIds],
  );
  expect(rows).toEqual([{ n: 1, cases: total }]);
  expect(
    await db('term_alarm').whereRaw('case_id = any(?::uuid[])', [caseIds]).whereNull('sent_at').first(),
  ).toBe(undefined);
  await closePlanted(db, caseIds);
}, 200_000);
