import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { BusinessError } from '../../core/errors.js';
import { audit } from '../../db/audit.js';
import { connect } from '../../db/connect.js';
import { systemActor } from '../../core/actor.js';
import type { ZeebeClient } from '../../engine/gateway/zeebe-client.js';
import { defineWorker, type Worker } from '../../workers/define-worker.js';
import { startWorkers } from '../../workers/runtime.js';
import { testOffice, type Office } from './workers-office.js';

let office: Office;
let caseId: string;
beforeAll(async () => {
  office = await testOffice();
  caseId = await office.opens('abbattimento-alberi');
});
beforeEach(() => {
  office.told.length = 0;
  office.refuseWith = null;
});
afterAll(() => office.close());

interface Behaviour {
  /** After the effect is written, before the result is. */
  then?: () => Promise<void>;
  timeoutMs?: number;
  errors?: Record<string, string>;
}

/** A step whose effect is one line of the audit trail, and whose result tells how often it ran. */
const stepThat = ({ then = () => Promise.resolve(), timeoutMs = 5_000, errors = {} }: Behaviour = {}) => {
  let runs = 0;
  const worker: Worker = defineWorker({
    type: 'prova.segna',
    title: 'Segna',
    description: 'Serve a provare chi serve i passi.',
    input: z.object({ act: z.string() }),
    output: z.object({ run: z.number() }),
    errors,
    timeoutMs,
    run: async ({ trx, input, context }) => {
      runs += 1;
      const run = runs;
      await audit(trx, { at: new Date(), actor: systemActor, act: input.act, caseId: context.caseId });
      await then();
      return { run };
    },
  });
  return { worker, runs: () => runs };
};
const effects = (act: string) => office.count('audit', { act });
const jobFor = (act: string, retries = 3) => office.job('prova.segna', caseId, { act }, retries);

test('a job done twice has one effect, and both answers are the same', async () => {
  const { worker, runs } = stepThat();
  const job = jobFor('twice');
  await office.does(job, worker);
  await office.does(job, worker);
  expect(office.told).toEqual([
    { told: 'completed', variables: { run: 1 } },
    { told: 'completed', variables: { run: 1 } },
  ]);
  expect([runs(), await effects('twice')]).toEqual([1, 1]);
});

test('a job done by eight processes at the same moment has one effect', async () => {
  const { worker } = stepThat({ then: () => sleep(20) });
  const job = jobFor('at once');
  await Promise.all(Array.from({ length: 8 }, () => office.does(job, worker)));
  expect(office.told).toEqual(Array(8).fill({ told: 'completed', variables: { run: 1 } }));
  expect(await effects('at once')).toBe(1);
});

test('killed between the commit and the answer: the next one answers with the first result', async () => {
  const { worker, runs } = stepThat();
  const job = jobFor('killed');
  office.refuseWith = 'NOT_FOUND';
  await office.does(job, worker);
  expect(office.told).toEqual([]);
  office.refuseWith = null;
  await office.does(job, worker);
  expect(office.told).toEqual([{ told: 'completed', variables: { run: 1 } }]);
  expect([runs(), await effects('killed')]).toEqual([1, 1]);
});

test('an engine that is away for a moment gets the answer when it is back', async () => {
  const { worker } = stepThat();
  office.refuseWith = 'UNAVAILABLE';
  const done = office.does(jobFor('away'), worker);
  await sleep(300);
  office.refuseWith = null;
  expect(await done).toEqual({ told: 'completed', variables: { run: 1 } });
});

test('the same key of another engine is another job', async () => {
  const { worker } = stepThat();
  const job = jobFor('epoch');
  await office.does(job, worker);
  office.epoch = crypto.randomUUID();
  expect(await office.does(job, worker)).toEqual({ told: 'completed', variables: { run: 2 } });
});

test('a step that fails leaves nothing behind and is tried again until an incident', async () => {
  const { worker } = stepThat({ then: () => Promise.reject(new Error('il ponte è giù')) });
  const job = jobFor('fails');
  for (const retries of [3, 2, 1]) await office.does({ ...job, retries }, worker);
  expect(office.told).toMatchObject([
    { told: 'failed', retries: 2 },
    { told: 'failed', retries: 1 },
    {
      told: 'failed',
      retries: 0,
      message: expect.stringContaining('Segna: errore tecnico (il ponte è giù)') as string,
    },
  ]);
  expect([await effects('fails'), await office.count('worker_effect', { job_key: job.key })]).toEqual([0, 0]);
});

test('a declared business error becomes the BPMN error; what the step had written is undone', async () => {
  const refuse = () => Promise.reject(new BusinessError('NO', { message: 'No.', remedy: 'Cambia.' }));
  const declared = stepThat({ then: refuse, errors: { NO: 'no' } });
  const undeclared = stepThat({ then: refuse });
  expect(await office.does(jobFor('refused'), declared.worker)).toEqual({
    told: 'error',
    code: 'NO',
    message: 'Segna: No. Cambia.',
  });
  expect(await office.does(jobFor('refused'), undeclared.worker)).toMatchObject({
    told: 'failed',
    retries: 0,
  });
  expect(await effects('refused')).toBe(0);
});

test('wrong variables make an incident at once that names them; a missing case too', async () => {
  const { worker, runs } = stepThat();
  expect(await office.does(office.job('prova.segna', caseId, { act: 7 }), worker)).toMatchObject({
    told: 'failed',
    retries: 0,
    message: expect.stringContaining('«act» non va bene') as string,
  });
  expect(await office.does({ ...jobFor('x'), variables: {} }, worker)).toMatchObject({
    told: 'failed',
    retries: 0,
    message: expect.stringContaining('«caseId» manca') as string,
  });
  expect(runs()).toBe(0);
});

test('a step that hangs is given up, rolled back, its connection free, and its late end changes nothing', async () => {
  let release: () => void = () => undefined;
  const { worker } = stepThat({
    then: () => new Promise<void>((resolve) => (release = resolve)),
    timeoutMs: 300,
  });
  const before = Date.now();
  expect(await office.does(jobFor('hangs'), worker)).toMatchObject({
    told: 'failed',
    retries: 2,
    message: 'Segna: il passo non ha finito nel tempo previsto (1 s).',
  });
  expect(Date.now() - before).toBeLessThan(3_000);
  release();
  await sleep(50);
  expect(await effects('hangs')).toBe(0);
});

test('a statement that hangs in Postgres is given up too', async () => {
  const { worker } = stepThat({ timeoutMs: 400 });
  const stuck: Worker = {
    ...worker,
    run: async (_services, trx) => {
      await trx.raw('select pg_sleep(30)');
      return {};
    },
  };
  const before = Date.now();
  expect(await office.does(jobFor('sleeps'), stuck)).toMatchObject({ told: 'failed', retries: 2 });
  expect(Date.now() - before).toBeLessThan(5_000);
});

test('while Postgres is away no step uses up its retries', async () => {
  const { worker, runs } = stepThat();
  const { db } = office.services;
  office.services.db = connect('postgres://nobody@127.0.0.1:1/nothing');
  const told = await office.does(jobFor('no postgres', 1), worker);
  await office.services.db.destroy();
  office.services.db = db;
  expect(told).toMatchObject({ told: 'failed', retries: 1 });
  await db.raw('select 1');
  expect(runs()).toBe(0);
});

test('a connection that Postgres ends in the middle of a step uses up no retry either, and leaves nothing', async () => {
  const { worker } = stepThat();
  const cut: Worker = {
    ...worker,
    run: async (...step) => {
      const result = await worker.run(...step);
      await step[1].raw('select pg_terminate_backend(pg_backend_pid())');
      return result;
    },
  };
  const job = jobFor('cut off', 1);
  expect(await office.does(job, cut)).toMatchObject({ told: 'failed', retries: 1 });
  expect(await effects('cut off')).toBe(0);
  expect(await office.does(job, worker)).toMatchObject({ told: 'completed' });
  expect(await effects('cut off')).toBe(1);
});

test('serving asks only for the variables of the contract, and stopping waits for what is under way', async () => {
  const { worker } = stepThat({ then: () => sleep(200) });
  const served: Parameters<ZeebeClient['serve']>[0][] = [];
  const completed: string[] = [];
  let stopped = 0;
  const zeebe = {
    serve: (options: (typeof served)[number]) => {
      served.push(options);
      return () => void (stopped += 1);
    },
    completeJob: (key: string) => Promise.resolve(void completed.push(key)),
  } as Partial<ZeebeClient> as ZeebeClient;
  const running = startWorkers({ services: office.services, zeebe, epoch: office.epoch, workers: [worker] });
  expect(served[0]).toMatchObject({ type: 'prova.segna', fetchVariables: ['caseId', 'act'] });
  expect(served[0]?.timeoutMs).toBeGreaterThan(worker.timeoutMs);
  const job = jobFor('stopping');
  void served[0]?.handle(job);
  await running.stop();
  expect([stopped, completed]).toEqual([1, [job.key]]);
});
