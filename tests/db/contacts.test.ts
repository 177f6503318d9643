import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../core/actor.js';
import type { Services } from '../../core/services.js';
import { seedDemoAccounts, seedOffices } from '../../db/demo/seed.js';
import {
  addContactItem,
  closeContact,
  identifyContact,
  startContact,
  switchContact,
} from '../../db/transactions/contacts.js';
import { createParty } from '../../db/transactions/parties.js';
import { loadMunicipality } from '../../processes/catalogue/municipality.js';
import { testDatabase, type TestDatabase } from '../helpers/database.js';

let own: TestDatabase;
let services: Services;
let anna: Actor;
let bruno: Actor;

const account = async (username: string): Promise<Actor> => {
  const row = (await own.db('account').where({ username }).first('id')) as { id: string };
  return { id: row.id, name: username, roles: ['operator'], officeId: 'sportello' };
};
beforeAll(async () => {
  own = await testDatabase();
  await seedOffices(own.db, await loadMunicipality());
  await seedDemoAccounts(own.db);
  services = { db: own.db, clock: { now: () => new Date('2026-03-02T09:00:00Z') } } as Services;
  anna = await account('anna');
  bruno = await account('bruno');
});
afterAll(() => own.close());

const openOf = (actor: Actor) =>
  own.db('contact').where({ account_id: actor.id, ended_at: null }).orderBy('started_at');
const current = async (actor: Actor): Promise<string | undefined> =>
  ((await openOf(actor)) as { id: string; is_current: boolean }[]).find(({ is_current }) => is_current)?.id;

test('a call interrupts a visit, which goes on by itself when the call has ended', async () => {
  const { contactId: visit } = await startContact(services, anna, { channel: 'desk' });
  const { contactId: call } = await startContact(services, anna, { channel: 'phone' });
  expect(await current(anna)).toBe(call);
  await switchContact(services, anna, visit);
  expect(await current(anna)).toBe(visit);
  await switchContact(services, anna, call);
  await closeContact(services, anna, { contactId: call, outcome: 'answered' });
  expect(await current(anna)).toBe(visit);
  await closeContact(services, anna, { contactId: visit, outcome: 'left' });
  expect(await openOf(anna)).toEqual([]);
});

test('what was sent twice is there once', async () => {
  const start = { channel: 'desk' as const, submissionToken: randomUUID() };
  const all = await Promise.all(Array.from({ length: 4 }, () => startContact(services, anna, start)));
  const [{ contactId } = { contactId: '' }] = all;
  expect(new Set(all.map((one) => one.contactId)).size).toBe(1);
  const item = { contactId, text: 'Orari', answer: 'Giovedì', submissionToken: randomUUID() };
  await Promise.all([1, 2, 3].map(() => addContactItem(services, anna, item)));
  expect(await own.db('contact_item').where({ contact_id: contactId })).toHaveLength(1);
  const close = { contactId, outcome: 'answered' as const, submissionToken: randomUUID() };
  await Promise.all([1, 2].map(() => closeContact(services, anna, close)));
  await expect(closeContact(services, anna, { contactId, outcome: 'left' })).rejects.toMatchObject({
    code: 'contact.closed',
  });
});

test('a closed contact stands: nothing of it is changed, added or deleted', async () => {
  const { contactId } = await startContact(services, anna, { channel: 'desk' });
  await addContactItem(services, anna, { contactId, text: 'Tariffe', answer: 'Nessun costo' });
  await closeContact(services, anna, { contactId, outcome: 'answered' });
  await expect(addContactItem(services, anna, { contactId, text: 'Ancora' })).rejects.toMatchObject({
    code: 'contact.closed',
  });
  const row = own.db('contact').where({ id: contactId });
  await expect(row.clone().update({ note: 'altro' })).rejects.toThrow(/append-only/);
  await expect(row.clone().delete()).rejects.toThrow(/append-only/);
  const items = own.db('contact_item').where({ contact_id: contactId });
  await expect(items.clone().update({ answer: 'altro' })).rejects.toThrow(/append-only/);
  await expect(items.clone().delete()).rejects.toThrow(/append-only/);
});

test('a colleague’s contact is not there; an officer has none; an outcome about a case wants one', async () => {
  const { contactId } = await startContact(services, anna, { channel: 'phone' });
  await expect(switchContact(services, bruno, contactId)).rejects.toMatchObject({ code: 'not-found' });
  await expect(
    startContact(services, { ...anna, roles: ['officer'] }, { channel: 'desk' }),
  ).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(closeContact(services, anna, { contactId, outcome: 'case-continued' })).rejects.toMatchObject({
    fields: { case: expect.stringContaining('pratica') as string },
  });
  await closeContact(services, anna, { contactId, outcome: 'left' });
});

test('numbers follow each other without a gap, and the trail names the person and the operator', async () => {
  const person = { kind: 'person' as const, familyName: 'Bassi', noCodeReason: 'prova' };
  const partyId = await createParty(services, anna, person);
  const started = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      startContact(services, index % 2 ? anna : bruno, { channel: 'desk' }),
    ),
  );
  const contactId = started[1]?.contactId ?? '';
  await identifyContact(services, anna, { contactId, partyId, capacity: 'delegate' });
  const numbers = (await own.db('contact').orderBy('number').pluck('number')) as number[];
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  const acts = (await own.db('audit').where({ party_id: partyId }).orderBy('id').pluck('act')) as string[];
  expect(acts).toEqual(['soggetto.creato', 'contatto.identificato']);
  expect(await own.db('contact').where({ is_current: true })).toHaveLength(2);
});
