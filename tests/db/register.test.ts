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
