import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../core/actor.js';
import { inRepo } from '../../core/paths.js';
import { notify } from '../../db/listen.js';
import { beginDraft } from '../../db/transactions/workshop/begin-draft.js';
import { draftById, type ProcedureDraft } from '../../db/transactions/workshop/draft.js';
import { draftFile, draftFiles, saveDraftFile } from '../../db/transactions/workshop/draft-files.js';
import { gymNow } from '../../db/transactions/workshop/gym/gym.js';
import type { RunKind } from '../../db/transactions/workshop/gym/runs.js';
import { loadProcedure } from '../../processes/catalogue/folder.js';
import { publishVersion } from '../../processes/catalogue/publish.js';
import { until } from '../../processes/catalogue/scenario/watch.js';
import { untilPublished } from '../../start/until-published.js';
import { askReplay } from '../../web/workshop/gym/ask-replay.js';
import { askScenarios, askVisit } from '../../web/workshop/gym/ask.js';
import { newestRuns, type RunRow } from '../../web/workshop/gym/query.js';
import { comingTask, doneTask, openedCase } from '../helpers/cases.js';
import { engineWorld, type EngineWorld } from '../helpers/engine.js';
import { httpSession } from '../helpers/http-session.js';
import { taxCode } from '../helpers/people.js';

const dayMs = 24 * 60 * 60 * 1000;
const patienceMs = 170_000;

let world: EngineWorld;
let lara: Actor & { id: string };
let draft: ProcedureDraft;
let versionId: string;

beforeAll(async () => {
  world = await engineWorld();
  const { db, clock } = world.services;
  const account = (await db('account').where({ username: 'lara' }).first('id')) as { id: string };
  lara = { id: account.id, name: 'Lara', roles: ['analyst'], officeId: null };
  const { bundle, files } = await loadProcedure(inRepo('tests/engine/gym-procedure'));
  const publish = { bundle, files, createdBy: 'prova', reason: null, at: clock.now() };
  versionId = await db.transaction((trx) => publishVersion(trx, publish));
  expect(await untilPublished(db, [versionId])).toEqual([]);
  const { id: procedureId, title } = bundle.sheet;
  const draftId = await beginDraft(world.services, lara, {
    procedureId,
    title,
    baseVersionId: versionId,
    files,
  });
  draft = await draftById(db, draftId);
});
afterAll(async () => {
  const { db } = world.services;
  await db('gym').update({ wanted_at: null }); // it stops at once, and leaves the machine to the next tests
  await db('procedure_version').where({ id: versionId }).update({ status: 'rejected' });
  await notify(db, 'procedures');
  await world.close();
});

/** The newest run of a kind once it is done. */
const finished = async (kind: RunKind): Promise<RunRow> => {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await pause(100)) {
    const run = (await newestRuns(world.services.db, draft.id)).find((one) => one.kind === kind);
    if (run?.status === 'failed') throw new Error(run.error ?? 'failed');
    if (run?.status === 'done') return run;
  }
  throw new Error(`the ${kind} is not done: ${JSON.stringify(await gymNow(world.services.db))}`);
};

const changed = async (path: string, from: string, to: string): Promise<void> => {
  const { content, revision } = await draftFile(world.services.db, draft.id, path);
  expect(content).toContain(from);
  await saveDraftFile(world.services, lara, {
    draftId: draft.id,
    path,
    content: content.replace(from, to),
    revision,
  });
};

const statuses = ({ walks }: RunRow) => walks.map(({ title, status, days }) => [title, status, days]);

test('the draft’s scenarios run in a gym that starts by itself: 45 days in seconds, red and green', async () => {
  await changed('scenarios/accolta.yaml', 'end: Accolta', 'end: Respinta');
  await askScenarios(world.services, lara, { draft, only: '' });
  const run = await finished('scenarios');
  expect(statuses(run)).toEqual([
    ['Accolta dopo tre giorni', 'failed', 3],
    ['Scaduta dopo quarantacinque giorni', 'passed', 45],
  ]);
  expect(run.walks[0]?.problems).toEqual(['esito: atteso "Respinta", trovato "Accolta"']);
  expect(run.walks[1]?.seconds).toBeLessThan(60);
  process.stdout.write(`45 days took ${String(run.walks[1]?.seconds)} s\n`);
  const letters = (await world.services.db('gym_letter').where({ run_id: run.id })) as { pdf: Buffer }[];
  expect(letters.map(({ pdf }) => pdf.subarray(0, 4).toString())).toEqual(['%PDF', '%PDF']);
});

test('replay finds none in an unchanged copy, and exactly the cases that a planted change affects', async () => {
  const { services } = world;
  const person = (n: string) => ({
    givenName: 'Vera',
    familyName: `Persona${n}`,
    taxCode: taxCode(`VRAPRS80A41H${n}`),
  });
  const open = (n: string) =>
    openedCase(world, draft.procedureId, { person: person(n), application: { motivo: `Segreto ${n}` } });
  const cases = [await open('223'), await open('501'), await open('199')];
  const [granted, refused, late] = cases;
  const look = { element: 'Task_Look', office: 'demografici' };
  await doneTask(world, granted?.id ?? '', { ...look, data: { esito: 'accolta', annotazioni: 'Segreto' } });
  await doneTask(world, refused?.id ?? '', { ...look, data: { esito: 'respinta' } });
  await comingTask(world, late?.id ?? '', 'Task_Look');
  await world.advance(46 * dayMs, () => Promise.resolve());
  for (const { id } of cases)
    await until(
      world,
      id,
      async () => (await services.db('case_file').where({ id, status: 'closed' })).length > 0,
    );

  await askReplay(services, lara, { draft, count: 5 });
  const scripts = (await services.db('gym_walk').pluck('script')) as object[];
  expect(JSON.stringify(scripts)).not.toMatch(/Segreto|Vera|Persona\d/);
  const same = await finished('replay');
  expect(same.walks.map(({ name, status, problems }) => [name, status, problems])).toEqual(
    [late, refused, granted].map((one) => [one?.number, 'passed', []]),
  );

  await changed('process.bpmn', 'P45D', 'P60D');
  await askReplay(services, lara, { draft, count: 5 });
  const other = await finished('replay');
  expect(other.walks.map(({ name, status, problems }) => [name, status, problems])).toEqual([
    [late?.number, 'failed', ['Finirebbe dopo 60 giorni e non dopo 45 giorni.']],
    [refused?.number, 'passed', []],
    [granted?.number, 'passed', []],
  ]);
});

test('somebody enters the gym, where every page says what it is, and lets days pass', async () => {
  await askVisit(world.services, lara, draft);
  await finished('visit');
  const { url } = await gymNow(world.services.db);
  const session = httpSession(url ?? '');
  const people = await session.get('/gym/people');
  expect(people.html).toContain('nessuna lettera parte');
  await session.submit(people, { username: 'anna' }, /gym\/people/);
  const desk = await session.get('/desk/open');
  expect(desk.html).toContain('Prova della palestra');
  expect(desk.html).toContain('nessuna lettera parte');
  const passed = await session.submit(await session.get('/gym/time'), { days: '2' }, /gym\/time/);
  expect(passed.html).toContain('Sono passati 2 giorni');
  expect(Object.keys(await draftFiles(world.services.db, draft.id))).toContain('process.bpmn');
});
