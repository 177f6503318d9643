import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { JsonObject } from '../../core/json.js';
import { dispatchDue } from '../../engine/gateway/dispatcher.js';
import { enqueue, type NewCommand } from '../../engine/gateway/outbox.js';
import { Refusal } from '../../engine/gateway/refusal.js';
import type { ZeebeClient } from '../../engine/gateway/zeebe-client.js';
import { testOffice, type Office } from './workers-office.js';

let office: Office;
let db: Knex;
let caseId: string;
beforeAll(async () => {
  office = await testOffice();
  ({ db } = office.services);
});
afterAll(() => office.close());
beforeEach(async () => {
  caseId = await office.opens('abbattimento-alberi');
  await db('engine_command').delete();
});

/** What the gateway was asked, and what it answers next: a refusal's code, or nothing when it does as asked. */
const gateway = (...answers: (string | null)[]) => {
  const asked: string[] = [];
  const call = (what: string): Promise<void> => {
    asked.push(what);
    const code = answers.length > 0 ? answers.shift() : null;
    return code ? Promise.reject(new Refusal(code, 'as the test wants')) : Promise.resolve();
  };
  const zeebe: Partial<ZeebeClient> = {
    publishMessage: ({ name }) => call(`publish ${name}`),
    completeJob: (key) => call(`complete ${key}`),
    setVariables: () => call('variables'),
    updateRetries: () => call('retries'),
    resolveIncident: (key) => call(`resolve ${key}`),
    migrateInstance: ({ instanceKey }) => call(`migrate ${instanceKey}`),
    cancelInstance: (key) => call(`cancel ${key}`),
  };
  return { asked, zeebe: zeebe as ZeebeClient };
};
type Gateway = ReturnType<typeof gateway>;

const ask = (command: Pick<NewCommand, 'kind' | 'payload'>, of: string | null = caseId): Promise<string> =>
  db.transaction((trx) =>
    enqueue(trx, {
      ...command,
      idempotencyKey: randomUUID(),
      caseId: of,
      createdBy: 'prova',
      at: office.services.clock.now(),
    } as NewCommand),
  );
const message = (name: string) =>
  ({
    kind: 'publish-message',
    payload: { name, correlationKey: caseId, messageId: randomUUID(), variables: {} },
  }) as const;
const completion = (jobKey: string) =>
  ({ kind: 'complete-job', payload: { jobKey, variables: {} } }) as const;
const dispatch = ({ zeebe }: Gateway): Promise<boolean> =>
  dispatchDue({ db, zeebe, clock: office.services.clock, atMost: 1 }).then((count) => count > 0);
const row = async (id: string) =>
  (await db('engine_command').where({ id }).first('*')) as {
    status: string;
    attempts: number;
    last_error: string | null;
    outcome: JsonObject | null;
    next_attempt_at: Date;
    done_at: Date | null;
  };

test('a command goes once, and its row says that it was accepted', async () => {
  const id = await ask(message('rinuncia'));
  const engine = gateway();
  expect(await dispatch(engine)).toBe(true);
  expect(await dispatch(engine)).toBe(false);
  expect(engine.asked).toEqual(['publish rinuncia']);
  expect(await row(id)).toMatchObject({ status: 'accepted', attempts: 1, last_error: null });
});

test('a start that the engine knows already is a success', async () => {
  const id = await ask(message('istanza.prova'));
  await dispatch(gateway('ALREADY_EXISTS'));
  expect(await row(id)).toMatchObject({ status: 'accepted', outcome: { repeated: true } });
});

test.each(['UNAVAILABLE', 'RESOURCE_EXHAUSTED', 'DEADLINE_EXCEEDED'])(
  '%s: tried again later, each time after a longer wait, until it works',
  async (code) => {
    const id = await ask(message('rinuncia'));
    const engine = gateway(code, code, code);
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await dispatch(engine);
      const { status, attempts, last_error, next_attempt_at } = await row(id);
      expect({ status, attempts }).toEqual({ status: 'pending', attempts: attempt });
      expect(last_error).toContain(code);
      const { rows } = await db.raw<{ rows: { wait: number }[] }>(
        'select extract(epoch from ? - now())::float * 1000 as wait',
        [next_attempt_at],
      );
      waits.push(rows[0]?.wait ?? 0);
      await db('engine_command').where({ id }).update({ next_attempt_at: db.fn.now() });
    }
    expect(waits[2]).toBeGreaterThan(waits[0] ?? 0);
    await dispatch(engine);
    expect(await row(id)).toMatchObject({ status: 'accepted', attempts: 4, last_error: null });
  },
);

test('what the engine has decided against is refused for good, with its words', async () => {
  const id = await ask(message('rinuncia'));
  await dispatch(gateway('INVALID_ARGUMENT'));
  expect(await row(id)).toMatchObject({
    status: 'refused',
    last_error: 'INVALID_ARGUMENT: as the test wants',
  });
  expect((await row(id)).done_at).not.toBeNull();
});

test('commands of one case go in order, also when the first has to wait; other cases overtake', async () => {
  const first = await ask(message('prima'));
  await ask(message('seconda'));
  const other = await office.opens('abbattimento-alberi');
  await db('engine_command').where({ case_id: other }).delete();
  await ask(message('altra'), other);
  const engine = gateway('UNAVAILABLE');
  while (await dispatch(engine));
  expect(engine.asked).toEqual(['publish prima', 'publish altra']);
  await db('engine_command').where({ id: first }).update({ next_attempt_at: db.fn.now() });
  while (await dispatch(engine));
  expect(engine.asked).toEqual(['publish prima', 'publish altra', 'publish prima', 'publish seconda']);
});

test('many dispatchers at once: every command once, each case in order', async () => {
  const cases = await Promise.all(Array.from({ length: 6 }, () => office.opens('abbattimento-alberi')));
  await db('engine_command').delete();
  for (let index = 0; index < 5; index += 1) for (const of of cases) await ask(message(`${of} ${index}`), of);
  const engine = gateway();
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      for (let idle = 0; idle < 3; idle += (await dispatch(engine)) ? 0 : 1);
    }),
  );
  while (await dispatch(engine));
  expect(engine.asked).toHaveLength(30);
  for (const of of cases)
    expect(engine.asked.filter((what) => what.includes(of)).map((what) => what.slice(-1))).toEqual([
      ...'01234',
    ]);
});

test('killed between the call and the commit: the command stays, and goes once more', async () => {
  const id = await ask(completion('77'));
  const engine = gateway();
  const killed = db.transaction(async (trx) => {
    await dispatchDue({ db: trx, zeebe: engine.zeebe, clock: office.services.clock, atMost: 1 });
    throw new Error('killed');
  });
  await expect(killed).rejects.toThrow('killed');
  expect((await row(id)).status).toBe('pending');
  await dispatch(engine);
  expect(engine.asked).toEqual(['complete 77', 'complete 77']);
  expect((await row(id)).status).toBe('accepted');
});

/** A task as the stream knows it. */
const knownJob = async (state: string): Promise<string> => {
  const key = String(BigInt(Date.now()) * 1000n + BigInt(Math.floor(Math.random() * 1000)));
  await db('engine_job').insert({
    key,
    type: 'io.camunda.zeebe:userTask',
    kind: 'task',
    instance_key: 1,
    process_definition_key: 1,
    process_id: 'prova',
    element_id: 'Task_Prova',
    element_key: 1,
    state,
    retries: 3,
    created_at: office.services.clock.now(),
    position: 1,
  });
  return key;
};

test('NOT_FOUND on a completion: only the stream tells whether it was our own earlier try', async () => {
  const done = await ask(completion(await knownJob('completed')));
  await dispatch(gateway('NOT_FOUND'));
  expect((await row(done)).status).toBe('accepted');

  const unknown = await ask(completion(await knownJob('created')));
  await dispatch(gateway('NOT_FOUND'));
  expect((await row(unknown)).status).toBe('pending');
});

test('NOT_FOUND because the diagram moved on: refused, and what the person typed is kept on the case', async () => {
  const { id: accountId } = (await db('account').where({ username: 'dario' }).first('id')) as { id: string };
  const jobKey = await knownJob('cancelled');
  const command = await ask(completion(jobKey));
  await db('task_result').insert({
    job_key: jobKey,
    case_id: caseId,
    element_id: 'Task_Prova',
    data: JSON.stringify({ rilievi: 'Pianta inclinata' }),
    completed_by: accountId,
    completed_at: office.services.clock.now(),
    command_id: command,
  });
  await dispatch(gateway('NOT_FOUND'));
  expect((await row(command)).status).toBe('refused');
  expect(await office.count('task_result', { job_key: jobKey })).toBe(0);
  expect(await db('task_draft').where({ job_key: jobKey }).first('reason', 'data')).toEqual({
    reason: 'task-gone',
    data: { rilievi: 'Pianta inclinata' },
  });
  expect(await office.count('audit', { case_id: caseId, act: 'compito.superato' })).toBe(1);
});

test('the same idempotency key adds nothing', async () => {
  const command: NewCommand = {
    ...message('rinuncia'),
    idempotencyKey: 'una volta',
    caseId,
    createdBy: 'prova',
    at: office.services.clock.now(),
  };
  const ids = await Promise.all([1, 2, 3].map(() => db.transaction((trx) => enqueue(trx, command))));
  expect(new Set(ids).size).toBe(1);
  expect(await office.count('engine_command', { idempotency_key: 'una volta' })).toBe(1);
});

const instance = async (state: string, definitionKey: string): Promise<string> => {
  const key = String(4503599627000000n + BigInt(Math.floor(Math.random() * 1e9)));
  await db('engine_instance').insert({
    key,
    process_definition_key: definitionKey,
    case_id: caseId,
    state,
    position: 1,
    is_replaced: true,
  });
  return key;
};
const start = () => message('istanza.prova').payload;

test.each([
  [
    'it runs on the later version already: ours came through',
    'INVALID_ARGUMENT',
    'active',
    '2',
    0,
    'accepted',
  ],
  ['the stream has not told yet: asked again', 'INVALID_ARGUMENT', 'active', '1', 7, 'pending'],
  ['asked often enough: the engine means it', 'FAILED_PRECONDITION', 'active', '1', 7, 'refused'],
  ['it has ended: nothing is left to move', 'NOT_FOUND', 'completed', '1', 0, 'refused'],
])('a move that is refused: %s', async (_why, code, state, definitionKey, attempts, status) => {
  const instanceKey = await instance(state, definitionKey);
  const id = await ask({
    kind: 'migrate-instance',
    payload: { instanceKey, targetKey: '2', mappings: [{ source: 'A', target: 'B' }] },
  });
  await db('engine_command').where({ id }).update({ attempts });
  await dispatch(gateway(code));
  expect(await row(id)).toMatchObject({ status });
});

test.each([
  ['at once', null, 'active', 'accepted', ['istanza.prova'], true],
  ['by a call whose answer was lost', 'NOT_FOUND', 'terminated', 'accepted', ['istanza.prova'], true],
  ['but the stream has not told', 'NOT_FOUND', 'active', 'pending', [], true],
  ['by itself before: the case is over', 'NOT_FOUND', 'completed', 'refused', [], false],
] as const)(
  'an instance to be replaced is ended %s',
  async (_how, code, state, status, started, isReplaced) => {
    const instanceKey = await instance(state, '1');
    const id = await ask({ kind: 'replace-instance', payload: { instanceKey, start: start() } });
    await dispatch(gateway(code));
    expect(await row(id)).toMatchObject({ status });
    const successors = await db('engine_command').whereNot({ id }).select(db.raw("payload->>'name' as name"));
    expect(successors.map(({ name }: { name: string }) => name)).toEqual(started);
    expect(await db('engine_instance').where({ key: instanceKey }).first('is_replaced')).toEqual({
      is_replaced: isReplaced,
    });
  },
);
