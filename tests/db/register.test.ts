import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Document } from '../../db/models/document.js';
import { registerDocument } from '../../db/transactions/register-document.js';
import { testDatabase, type TestDatabase } from '../helpers/database.js';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.close());

const at = new Date('2026-03-02T09:00:00Z');

/** Registers a fresh document; `fails` makes its transaction fail after the number was taken. */
const register = (when: Date, fails = false): Promise<void> =>
  own.db.transaction(async (trx) => {
    const document = await Document.query(trx)
      .insert({
        direction: 'incoming',
        title: 'Prova',
        filename: 'prova.json',
        mediaType: 'application/json',
        size: '2',
        sha256: randomUUID(),
        storageKey: 'x',
        createdAt: when,
      })
      .returning('*');
    await registerDocument(trx, {
      documentId: document.id,
      sha256: document.sha256,
      direction: 'incoming',
      object: 'Prova',
      correspondents: [],
      caseId: null,
      presentedAt: when,
      at: when,
      registeredBy: 'prova',
    });
    if (fails) throw new Error('the transaction fails here');
  });

test('numbers have no gap and no repeat, though transactions run at once and some fail', async () => {
  await Promise.all(
    Array.from({ length: 200 }, (_, index) => register(at, index % 7 === 0).catch(() => undefined)),
  );
  const numbers = (await own
    .db('registration')
    .where({ year: 2026 })
    .orderBy('number')
    .pluck('number')) as number[];
  expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => index + 1));
  expect(numbers).toHaveLength(200 - Math.ceil(200 / 7));
});

test('the year restarts in Rome, an hour before it does in UTC', async () => {
  await register(new Date('2026-12-31T23:30:00Z'));
  const row = (await own.db('registration').where({ year: 2027 }).first('number')) as { number: number };
  expect(row.number).toBe(1);
});

test('a registration can be cancelled with a reason, never changed or deleted', async () => {
  await expect(own.db('registration').update({ object: 'altro' })).rejects.toThrow(/immutable/);
  await expect(own.db('registration').delete()).rejects.toThrow(/append-only/);
  const one = own.db('registration').where({ year: 2027 });
  const cancelled = { cancelled_at: at, cancelled_by: 'x', cancel_reason: 'doppia' };
  await expect(one.clone().update(cancelled)).rejects.toThrow(/cancelled_by_act/);
  await one.clone().update({ ...cancelled, cancel_authority: 'segretaria', cancel_act: 'n. 1' });
  await expect(one.clone().update({ cancel_reason: 'altro motivo' })).rejects.toThrow(/immutable/);
});

test('as the program is connected it can add to the register and cancel an entry: nothing else', async () => {
  await register(at);
  const { id } = (await own.db('registration').orderBy('number', 'desc').first('id')) as { id: string };
  const one = () => own.db('registration').where({ id });
  const changes = {
    number: 99_999,
    year: 1999,
    register: 'emergenza',
    object: 'altro',
    sha256: 'x',
    correspondents: '[{"name":"altri","role":"mittente"}]',
    registered_at: new Date(0),
    registered_by: 'altri',
  };
  for (const [column, value] of Object.entries(changes))
    await expect(one().update({ [column]: value }), column).rejects.toThrow();
  await expect(one().delete()).rejects.toThrow();
  for (const table of ['registration', 'register_day', 'audit'])
    await expect(own.db.raw('truncate table ?? cascade', [table]), table).rejects.toThrow();
  await expect(one().update({ cancelled_at: at, cancelled_by: 'Nadia' }), 'without an act').rejects.toThrow();
  const cancelled = {
    cancelled_at: at,
    cancelled_by: 'Nadia',
    cancel_reason: 'errore',
    cancel_authority: 'Dirigente',
    cancel_act: 'n. 1',
  };
  expect(await one().update(cancelled)).toBe(1);
  await expect(one().update({ cancelled_at: null }), 'taken back').rejects.toThrow();
});
