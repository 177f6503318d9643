import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { demandNotRewound, pairEpoch } from '../../engine/epoch.js';
import { testDatabase, type TestDatabase } from '../helpers/database.js';

let database: TestDatabase;
let db: Knex;
let engineData: string;
beforeEach(async () => {
  database = await testDatabase();
  ({ db } = database);
  engineData = mkdtempSync(join(tmpdir(), 'sportello-epoch-'));
});
afterEach(async () => {
  await database.close();
  rmSync(engineData, { recursive: true });
});

const written = (): string => readFileSync(join(engineData, 'sportello-epoch'), 'utf8');

test('at the first start both get the same identity, and know each other again', async () => {
  const epoch = await pairEpoch(db, engineData);
  expect(written()).toBe(epoch);
  expect(await pairEpoch(db, engineData)).toBe(epoch);
  expect(await pairEpoch(db, null)).toBe(epoch); // a process beside, which doesn't see the engine's folder
});

test('a data bank refuses an engine that isn’t its own, and one whose data are gone', async () => {
  await pairEpoch(db, engineData);
  writeFileSync(join(engineData, 'sportello-epoch'), '9d7e8c1c-0000-4000-8000-000000000000');
  await expect(pairEpoch(db, engineData)).rejects.toThrow(
    /non sono una coppia[^]*salvati e ripristinati insieme/,
  );
  rmSync(join(engineData, 'sportello-epoch'));
  await expect(pairEpoch(db, engineData)).rejects.toThrow(/dati qui mancano/);
});

test('a new data bank refuses the engine of another', async () => {
  writeFileSync(join(engineData, 'sportello-epoch'), '9d7e8c1c-0000-4000-8000-000000000000');
  await expect(pairEpoch(db, engineData)).rejects.toThrow(/un’altra banca dati/);
});

/** An actuator that says how far the engine's log has come; asked again it may have come further. */
const actuator = async (...answers: string[]): Promise<{ url: string; server: Server }> => {
  const server = createServer((_request, response) =>
    response.end(`${answers.length > 1 ? (answers.shift() ?? '') : (answers[0] ?? '')}\n`),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
};
const appended = (position: string): string =>
  `zeebe_log_appender_last_appended_position{partition="1",} ${position}`;
const exported = (position: string): string =>
  `zeebe_exporter_last_exported_position{exporter="now",partition="1",} ${position}`;

test.each([
  ['the log has come further', [appended('501.0')]],
  ['exactly as far', [appended('5.0E2')]],
  [
    'nothing new since the start, and the exporters still on their way',
    [
      `${appended('0.0')}\n${exported('0.0')}`,
      `${appended('0.0')}\n${exported('480.0')}`,
      `${appended('0.0')}\n${exported('500.0')}`,
    ],
  ],
])('an engine of today is taken: %s', async (_what, answers) => {
  await knownUpTo500();
  const { url, server } = await actuator(...answers);
  await demandNotRewound(db, url, 5_000);
  server.close();
});

test('an engine restored from an older copy is refused: its log ends before what we have stored', async () => {
  await knownUpTo500();
  const { url, server } = await actuator(`${appended('0.0')}\n${exported('499.0')}`);
  await expect(demandNotRewound(db, url, 300)).rejects.toThrow(/più vecchi della banca dati/);
  server.close();
});

const knownUpTo500 = async (): Promise<void> => {
  const epoch = await pairEpoch(db, engineData);
  await db('stream_position').insert({
    epoch,
    lane: 'now',
    partition: 1,
    position: 500,
    record_at: new Date(0),
    received_at: new Date(0),
  });
};
