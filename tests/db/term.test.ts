import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { OffsetClock } from '../../core/clock.js';
import type { JsonObject } from '../../core/json.js';
import { CaseFile } from '../../db/models/case-file.js';
import { sendDueAlarms } from '../../db/transactions/term-alarms.js';
import { caseTerm, termLedger } from '../../db/term-ledger.js';
import { addDays, dateInRome } from '../../law/calendar.js';
import { shiftDate } from '../../law/holidays.js';
import { rolled } from '../../law/term/count.js';
import type { TermState } from '../../law/term/ledger.js';
import { testOffice, type Office } from './workers-office.js';

const length = { days: 30, kind: 'calendario' } as const;
const dayMs = 86_400_000;

let office: Office;
let clock: OffsetClock;
let caseId: string;
let opened: string;
beforeAll(async () => {
  office = await testOffice();
  clock = office.services.clock as OffsetClock;
});
afterAll(() => office.close());
beforeEach(async () => {
  caseId = await office.opens('abbattimento-alberi');
  opened = today();
});

const today = (): string => dateInRome(clock.now());
const pass = (days: number): void => {
  clock.offsetMs += days * dayMs;
};
/** Lets the runtime do a step on the term, twice as a repeat would. */
const does = async (type: string, variables: JsonObject): Promise<JsonObject> => {
  const job = office.job(type, caseId, variables);
  await office.does(job);
  const told = await office.does(job);
  if (told?.told !== 'completed') throw new Error(JSON.stringify(told));
  return told.variables;
};
const termNow = async (): Promise<TermState> => {
  const file = await CaseFile.query(office.services.db).findById(caseId).throwIfNotFound();
  return caseTerm(office.services.db, file, length, today());
};
const dueDate = async (): Promise<string> =>
  ((await office.services.db('case_file').where({ id: caseId }).first('due_date')) as { due_date: string })
    .due_date;
const stoppedUntil = async (): Promise<string | null> =>
  (await CaseFile.query(office.services.db).findById(caseId).throwIfNotFound()).termStoppedUntil;
const alarms = async (): Promise<Record<string, string>> => {
  const rows = (await office.services
    .db('term_alarm')
    .where({ case_id: caseId, sent_at: null })
    .select('message_name', 'for_date')) as { message_name: string; for_date: string }[];
  return Object.fromEntries(rows.map((row) => [row.message_name, row.for_date]));
};

test('a case begins its ledger with its term, and knows when to tell the diagram', async () => {
  const due = addDays(opened, 30, 'calendario');
  expect(await dueDate()).toBe(due);
  expect((await termLedger(office.services.db, caseId)).map(({ kind, onDate }) => [kind, onDate])).toEqual([
    ['started', opened],
  ]);
  expect(await alarms()).toEqual({ 'termine.scaduto': due, 'termine.in-scadenza': shiftDate(due, -6) });
});

test('a request stops the clock, the answer adds the real days only, a second request stops nothing', async () => {
  pass(10);
  const asked = today();
  const stopped = await does('term.suspend', { causa: 'integrazione' });
  expect(stopped).toEqual({ termineScadenza: rolled(shiftDate(opened, 60)), termineEffetto: 'counts' });
  expect((await alarms())['sospensione.scaduta']).toBe(shiftDate(asked, 30));
  expect(await stoppedUntil()).toBe(shiftDate(asked, 30));
  pass(13);
  expect(await does('term.resume', { causa: 'integrazione' })).toEqual({
    termineScadenza: rolled(shiftDate(opened, 43)),
    termineAttende: false,
    termineEffetto: 'counts',
  });
  expect(await alarms()).not.toHaveProperty('sospensione.scaduta');
  expect(await stoppedUntil()).toBeNull();
  pass(1);
  const second = await does('term.suspend', { causa: 'integrazione' });
  expect(second).toEqual({ termineScadenza: rolled(shiftDate(opened, 43)), termineEffetto: 'second-time' });
  const state = await termNow();
  expect(state.due).toBe(await dueDate()); // recomputed from the ledger: what every page shows
  expect(await office.count('term_event', { case_id: caseId })).toBe(4); // each step once, though done twice
});

test('a request to which the law sets no end: the diagram says whether the clock goes on without an answer', async () => {
  const asks = { causa: 'integrazione-edilizia', giorni: 20 };
  expect(await does('term.stop', asks)).toMatchObject({ termineScadenza: null });
  expect(await stoppedUntil()).toBe('infinity');
  caseId = await office.opens('abbattimento-alberi');
  await does('term.stop', { ...asks, passatiIGiorni: 'riprende' });
  expect(await stoppedUntil()).toBe(shiftDate(opened, 20));
  expect((await alarms())['sospensione.scaduta']).toBe(shiftDate(opened, 20));
  expect(await dueDate()).toBe(rolled(shiftDate(opened, 50)));
});

test('an end stops everything: no alarm is left, and used days stand still', async () => {
  pass(5);
  await does('term.end', {});
  expect(await alarms()).toEqual({});
  pass(40);
  expect(await termNow()).toMatchObject({
    status: 'ended',
    usedDays: 5,
  });
});

test('a day before the beginning, or one to come, is refused in words', async () => {
  for (const dal of [shiftDate(opened, -1), shiftDate(opened, 3)]) {
    const told = await office.does(office.job('term.suspend', caseId, { causa: 'preavviso', dal }));
    expect(told).toMatchObject({
      told: 'failed',
      message: expect.stringContaining('non può cambiare') as string,
    });
  }
  expect(await office.count('term_event', { case_id: caseId })).toBe(1);
});

test('the ledger is only added to', async () => {
  const { db } = office.services;
  await expect(db('term_event').where({ case_id: caseId }).update({ days: 3 })).rejects.toThrow(
    /append-only/,
  );
  await expect(db('term_event').where({ case_id: caseId }).delete()).rejects.toThrow(/append-only/);
});

test('due alarms become messages: several senders at once, each alarm once', async () => {
  const { db } = office.services;
  await Promise.all(Array.from({ length: 20 }, () => office.opens('abbattimento-alberi')));
  pass(400);
  const due = Number(
    (
      (await db('term_alarm').where({ sent_at: null }).where('due_at', '<=', clock.now()).count()) as {
        count: string;
      }[]
    )[0]?.count,
  );
  expect(due).toBeGreaterThan(40);
  const senders = Array.from({ length: 4 }, async () => {
    let sent = 0;
    for (let more = 1; more > 0; sent += more) more = await sendDueAlarms(db, clock, 7);
    return sent;
  });
  const sent = await Promise.all(senders);
  expect(sent.reduce((sum, one) => sum + one, 0)).toBe(due);
  const messages = (await db('engine_command')
    .where('idempotency_key', 'like', 'alarm %')
    .select('idempotency_key')) as unknown[];
  expect(messages).toHaveLength(due);
});

test('what is put back before the commit is sent later, once', async () => {
  const { db } = office.services;
  pass(400);
  const killed = db.transaction(async (trx) => {
    await sendDueAlarms(trx, clock);
    throw new Error('killed');
  });
  await expect(killed).rejects.toThrow('killed');
  expect(await sendDueAlarms(db, clock, 1_000)).toBe(2);
  expect(await sendDueAlarms(db, clock, 1_000)).toBe(0);
});
