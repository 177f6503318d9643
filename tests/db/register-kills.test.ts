import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inRepo } from '../../core/paths.js';
import { testDatabase, type TestDatabase } from '../helpers/database.js';

const documents = 5_000;
const processes = 4;
const writersEach = 4;
const kills = 6;

let own: TestDatabase;
const children = new Set<ChildProcess>();
beforeAll(async () => {
  own = await testDatabase();
  await own.db.raw(
    `insert into document (direction, title, filename, media_type, size, sha256, storage_key, created_at)
     select 'incoming', 'Prova ' || n, 'prova.pdf', 'application/pdf', 1, md5(n::text), md5(n::text), '2026-03-02T09:00:00Z'
     from generate_series(1, ?) n`,
    [documents],
  );
  await own.db.raw('create table to_register as select id as document_id from document');
  await own.db.raw('alter table to_register add primary key (document_id)');
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await own.close();
});

const startWriters = (): ChildProcess => {
  const child = spawn(process.execPath, ['--import', 'tsx', inRepo('tests/db/register-writer.ts')], {
    env: { ...process.env, DATABASE_URL: own.url, WRITERS: String(writersEach), PGAPPNAME: 'writer' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
};

const registered = async (): Promise<number> =>
  Number(((await own.db('registration').count('id as n').first()) as { n: string }).n);

/** How many transactions of writers are under way: those that hold a number, or wait for one. */
const underWay = async (): Promise<number> =>
  Number(
    (
      (await own
        .db('pg_stat_activity')
        .where({ datname: own.db.raw('current_database()') })
        .whereRaw(`xact_start is not null and pid <> pg_backend_pid()`)
        .count('pid as n')
        .first()) as { n: string }
    ).n,
  );

const until = async (reached: () => Promise<boolean>, writing: ChildProcess[]): Promise<void> => {
  while (!(await reached())) {
    for (const { exitCode } of writing) if (exitCode) throw new Error('a writer gave up by itself');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

test(`${processes * writersEach} writers register ${documents} documents and are killed in between: 1…n, no gap, no repeat`, async () => {
  const running = Array.from({ length: processes }, startWriters);
  for (let kill = 1; kill <= kills; kill += 1) {
    await until(async () => (await registered()) >= (kill * documents) / (kills + 2), running);
    await until(async () => (await underWay()) >= writersEach, running);
    const victim = running[kill % processes] as ChildProcess;
    expect(victim.exitCode).toBeNull();
    victim.kill('SIGKILL');
    await once(victim, 'exit');
    expect(victim.signalCode).toBe('SIGKILL');
    running[kill % processes] = startWriters();
  }
  await Promise.all(running.map((child) => child.exitCode ?? once(child, 'exit')));
  expect(running.map(({ exitCode }) => exitCode)).toEqual(running.map(() => 0));

  const rows = (await own.db('registration').orderBy('number').select('number', 'document_id')) as {
    number: number;
    document_id: string;
  }[];
  expect(rows.map(({ number }) => number)).toEqual(
    Array.from({ length: documents }, (_, index) => index + 1),
  );
  expect(new Set(rows.map(({ document_id: id }) => id)).size).toBe(documents);
  const counter = (await own.db('counter').where({ register: 'protocollo' }).first('last_number')) as {
    last_number: number;
  };
  expect(counter.last_number).toBe(documents);
});
