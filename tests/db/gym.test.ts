import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { endGym, keepGym, noteGym, wantGym } from '../../db/transactions/workshop/gym/gym.js';
import { beginNextRun } from '../../db/transactions/workshop/gym/runs.js';
import { testDatabase, type TestDatabase } from '../helpers/database.js';

const idle = { idleMinutes: 10 };
let data: TestDatabase;
let draftId: string;

beforeAll(async () => {
  data = await testDatabase();
  const [draft] = (await data
    .db('procedure_draft')
    .insert({
      procedure_id: 'prova',
      title: 'Prova',
      created_by: 'Lara',
      created_at: new Date(),
      updated_at: new Date(),
    })
    .returning('id')) as { id: string }[];
  draftId = draft?.id ?? '';
});
afterAll(() => data.close());
beforeEach(async () => {
  await data.db('gym_run').delete();
  await data.db('gym').update({ wanted_at: null });
  await noteGym(data.db, { status: 'running', url: 'http://127.0.0.1' });
});

const ask = async (): Promise<void> => {
  await wantGym(data.db);
  const run = { draft_id: draftId, kind: 'visit', bundle: '{}', asked_at: new Date(), asked_by: 'Lara' };
  await data.db('gym_run').insert(run);
};

test('a gym that is about to end begins nothing: what is asked for then waits for the next one', async () => {
  expect(await endGym(data.db, idle)).toBe(true);
  await ask();
  expect(await beginNextRun(data.db)).toBeUndefined();
  expect(await keepGym(data.db, { keeper: 'prova', ...idle })).toEqual({ isOurs: true, isWanted: true });
  await noteGym(data.db, { status: 'running', url: 'http://127.0.0.1' });
  expect(await beginNextRun(data.db)).toMatchObject({ kind: 'visit' });
});

/** True once somebody waits for a row that another holds. */
const somebodyWaits = async (): Promise<boolean> => {
  const { rows } = await data.db.raw<{ rows: unknown[] }>('select from pg_locks where not granted');
  return rows.length > 0;
};

test('a gym that somebody asks for in the moment in which it would end goes on', async () => {
  expect(await keepGym(data.db, { keeper: 'prova', ...idle })).toMatchObject({ isWanted: false });
  const { ending } = await data.db.transaction(async (trx) => {
    await wantGym(trx);
    const ends = endGym(data.db, idle);
    while (!(await somebodyWaits()));
    return { ending: ends };
  });
  expect(await ending).toBe(false);
});
