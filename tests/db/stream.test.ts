import type { Knex } from 'knex';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { streamLag } from '../../engine/stream/lag.js';
import { testDatabase, type TestDatabase } from '../helpers/database.js';
import {
  bigKey,
  decision,
  element,
  exporterOn,
  incident,
  job,
  timer,
  variable,
  type Exporter,
  type WrittenRecord,
} from './engine-records.js';

let database: TestDatabase;
let db: Knex;
let exporter: Exporter;
beforeEach(async () => {
  database = await testDatabase();
  ({ db } = database);
  exporter = await exporterOn(db);
});
afterEach(async () => {
  await exporter.stream.stop();
  await database.close();
});

const projected = [
  'engine_instance',
  'engine_element',
  'engine_flow',
  'engine_job',
  'engine_incident',
  'engine_variable',
  'engine_decision_rule',
  'engine_timer',
];
/** The whole projection as text. */
const dump = async (): Promise<string> =>
  JSON.stringify(await Promise.all(projected.map((table) => db(table).select('*').orderByRaw('1'))));
const state = async (table: string, key: string): Promise<string | undefined> =>
  ((await db(table).where({ key }).first('state')) as { state: string } | undefined)?.state;
const mark = async (lane: string): Promise<string | undefined> =>
  ((await db('stream_position').where({ lane }).first('position')) as { position: string } | undefined)
    ?.position;

describe('the wire of the broker’s exporter', () => {
  test('only who knows the password may deliver', async () => {
    const without = await fetch(`${exporter.stream.url}/_bulk`, { method: 'POST', body: '' });
    expect(without.status).toBe(401);
    const wrong = await exporter.call('/_bulk', {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from('sportello:altra').toString('base64')}` },
    });
    expect(wrong.status).toBe(401);
  });
  test('what it asks at its start is granted, and a delivery is answered as Elasticsearch would', async () => {
    const settings = await exporter.call('/now*/_settings?allow_no_indices=true', {
      method: 'PUT',
      body: '{}',
    });
    expect(await settings.json()).toEqual({ acknowledged: true });
    const bulk = await exporter.call('/_bulk', { method: 'POST', body: '' });
    expect(await bulk.json()).toEqual({ took: 1, errors: false, items: [] });
  });
});

describe('records become rows', () => {
  test('a task, known before its instance, with its form, office and due date; keys keep all their digits', async () => {
    expect(await exporter.delivers('now', job('CREATED', 10))).toBe(200);
    const row = (await db('engine_job').first('*')) as Record<string, unknown>;
    expect(row).toMatchObject({
      key: bigKey(100),
      instance_key: bigKey(0),
      element_key: bigKey(50),
      kind: 'task',
      state: 'created',
      form_key: 'modulo',
      groups: ['ambiente'],
      headers: { scadenza: '5 giorni' },
      due_at: new Date('2026-03-07T22:59:59Z'),
    });
  });
  test('a job through its life, in deliveries and all in one', async () => {
    const life = [job('CREATED', 1, { type: 'cf.verifica' }), job('FAILED', 2, { type: 'cf.verifica' })];
    for (const record of life) await exporter.delivers('now', record);
    expect(await state('engine_job', bigKey(100))).toBe('failed');
    await exporter.delivers(
      'now',
      job('RETRIES_UPDATED', 3, { type: 'cf.verifica' }),
      job('COMPLETED', 4, { type: 'cf.verifica' }),
    );
    expect(await db('engine_job').first('*')).toMatchObject({
      kind: 'job',
      state: 'completed',
      position: '4',
    });
  });
  test('an instance with an element, entered and left', async () => {
    await exporter.delivers(
      'history',
      element('ELEMENT_ACTIVATED', 1),
      element('ELEMENT_ACTIVATED', 2, 'USER_TASK', bigKey(50)),
      element('ELEMENT_COMPLETED', 3, 'USER_TASK', bigKey(50)),
    );
    expect(await state('engine_instance', bigKey(0))).toBe('active');
    expect(
      await db('engine_element')
        .where({ key: bigKey(50) })
        .first('*'),
    ).toMatchObject({
      state: 'completed',
      scope_key: bigKey(0),
    });
  });
  test('an incident, open until the engine says resolved', async () => {
    await exporter.delivers('now', incident('CREATED', 5));
    expect(await state('engine_incident', bigKey(200))).toBe('created');
    await exporter.delivers('now', incident('RESOLVED', 6));
    expect(await state('engine_incident', bigKey(200))).toBe('resolved');
  });
  test('a timer, open until it fires or is taken back; a start event’s is of no instance', async () => {
    await exporter.delivers(
      'history',
      timer('CREATED', 1),
      timer('CREATED', 2, { last: 501, instance: '-1' }),
    );
    expect(await db('engine_timer').select('*')).toEqual([
      expect.objectContaining({
        instance_key: bigKey(0),
        element_id: 'Boundary_Rata',
        due_at: new Date('2026-04-07T10:00:00Z'),
        state: 'open',
      }),
    ]);
    await exporter.delivers('history', timer('TRIGGERED', 3), timer('CREATED', 4, { last: 502 }));
    expect(await state('engine_timer', bigKey(500))).toBe('closed');
    await exporter.delivers('history', timer('CANCELED', 5, { last: 502 }));
    expect(await db('engine_timer').where({ state: 'open' })).toEqual([]);
  });
  test('the newest value of a variable', async () => {
    await exporter.delivers('history', variable('CREATED', 1, '"no"'), variable('UPDATED', 2, '"sì"'));
    expect(await db('engine_variable').first('value')).toEqual({ value: 'sì' });
  });
});

test('the rules that a decision matched, each once for a case', async () => {
  await exporter.delivers('history', decision(1, 'r1', 'r2'), decision(2, 'r2'), decision(3));
  expect(await db('engine_decision_rule').orderBy('rule_id').pluck('rule_id')).toEqual(['r1', 'r2']);
  expect(await db('engine_decision_rule').distinct().pluck('decision_id')).toEqual(['tariffa']);
});

describe('what comes again, late or together', () => {
  const day: ['now' | 'history', WrittenRecord][] = [
    ['history', element('ELEMENT_ACTIVATED', 1)],
    ['now', job('CREATED', 2)],
    ['history', timer('CREATED', 3)],
    ['history', variable('CREATED', 4, '1')],
    ['now', incident('CREATED', 5)],
    ['now', incident('RESOLVED', 6)],
    ['now', job('COMPLETED', 7)],
    ['history', variable('UPDATED', 8, '2')],
    ['history', timer('TRIGGERED', 9)],
    ['history', element('ELEMENT_COMPLETED', 10)],
  ];
  const of = (lane: string): WrittenRecord[] =>
    day.flatMap(([where, record]) => (where === lane ? [record] : []));

  test('replay: the same records once more, from the beginning, change nothing', async () => {
    for (const [lane, record] of day) await exporter.delivers(lane, record);
    const before = await dump();
    for (const [lane, record] of day) expect(await exporter.delivers(lane, record)).toBe(200);
    expect(await dump()).toBe(before);
  });
  test('the same rows, whether one by one, in one delivery, or in either lane first', async () => {
    await exporter.delivers('now', ...of('now'));
    await exporter.delivers('history', ...of('history'));
    const together = await dump();
    for (const table of [...projected, 'stream_position']) await db(table).delete();
    for (const [lane, record] of day) await exporter.delivers(lane, record);
    expect(await dump()).toBe(together);
  });
  test('an older record never rewinds a row, also where the lane’s mark was lost', async () => {
    await exporter.delivers('now', job('CREATED', 1), job('COMPLETED', 6));
    await db('stream_position').delete();
    await exporter.delivers('now', job('CREATED', 1));
    expect(await state('engine_job', bigKey(100))).toBe('completed');
  });
  test('a delivery that timed out and its repeat at once: stored once', async () => {
    const both = [exporter.delivers('now', ...of('now')), exporter.delivers('now', ...of('now'))];
    expect(await Promise.all(both)).toEqual([200, 200]);
    const row = (await db('stream_position').where({ lane: 'now' }).first('records')) as { records: string };
    expect(row.records).toBe('4');
  });
  test('each lane and partition has its own mark', async () => {
    await exporter.delivers('now', job('CREATED', 7), {
      ...job('CREATED', 3, { key: bigKey(101) }),
      partition: 2,
    });
    await exporter.delivers('history', element('ELEMENT_ACTIVATED', 2));
    const marks = (await streamLag(db)).map(({ lane: name, partition, position }) => [
      name,
      partition,
      position,
    ]);
    expect(marks).toEqual([
      ['history', 1, '2'],
      ['now', 1, '7'],
      ['now', 2, '3'],
    ]);
  });
});

describe('a record that can’t be stored', () => {
  test('is set aside with its error, the others are stored, the mark goes on, and the broker is told all is well', async () => {
    const poison = { ...job('CREATED', 2), value: { type: 'senza il resto', customHeaders: {} } };
    expect(await exporter.delivers('now', job('CREATED', 1), poison, job('COMPLETED', 3))).toBe(200);
    expect(await state('engine_job', bigKey(100))).toBe('completed');
    expect(await mark('now')).toBe('3');
    expect(await db('stream_poison').first('*')).toMatchObject({
      position: '2',
      value_type: 'JOB CREATED',
      error: expect.stringContaining('processInstanceKey') as string,
    });
  });
  test('also a line that is no JSON, and a value that Postgres refuses', async () => {
    const refused = variable('CREATED', 5, 'not json');
    expect(await exporter.delivers('history', '{"half', refused, element('ELEMENT_ACTIVATED', 6))).toBe(200);
    expect(await state('engine_instance', bigKey(0))).toBe('active');
    expect(await db('stream_poison').count()).toEqual([{ count: '2' }]);
    // Nothing of it is taken again
    await exporter.delivers('history', refused);
    expect(await db('stream_poison').count()).toEqual([{ count: '2' }]);
  });
  test('without Postgres nothing is wrong with the records: they come again', async () => {
    const dead = await testDatabase();
    const other = await exporterOn(dead.db);
    await dead.close();
    expect(await other.delivers('now', job('CREATED', 1))).toBe(503);
    await other.stream.stop();
  });
});
