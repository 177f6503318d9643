import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../core/actor.js';
import type { Services } from '../../core/services.js';
import { cancelRegistration } from '../../db/transactions/cancel-registration.js';
import { makeDailyRegister, makeMissingDays, missingDays } from '../../db/transactions/daily-register.js';
import { actorNamed, registered } from '../helpers/papers.js';
import { readPdf } from '../helpers/pdf.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let nadia: Actor;
/** The same office at another moment. */
const at = (moment: string): Services => ({ ...site.services, clock: { now: () => new Date(moment) } });

beforeAll(async () => {
  site = await testSite();
  nadia = await actorNamed(site.services.db, 'nadia');
});
afterAll(() => site.close());

const days = (): Promise<{ day: string; entries: number; sha256: string; document_id: string }[]> =>
  site.services
    .db('register_day')
    .orderBy(['day', 'volume'])
    .select('day', 'entries', 'sha256', 'document_id');

const pdfOfDay = async (day: string) => {
  const row = (await site.services
    .db('register_day')
    .join('document', 'document.id', 'register_day.document_id')
    .where({ day })
    .first('storage_key', 'register_day.sha256')) as { storage_key: string; sha256: string };
  const pdf = await site.services.documents.read(row.storage_key);
  expect(createHash('sha256').update(pdf).digest('hex')).toBe(row.sha256);
  return readPdf(pdf);
};

test('every closed day since the first registration gets its register, once, however late', async () => {
  // 28 February 23:30 in Rome; the clocks of the server say 22:30
  const first = await registered(site.services, {
    at: new Date('2026-02-28T22:30:00Z'),
    object: 'Richiesta di #accesso',
  });
  const second = await registered(site.services, {
    at: new Date('2026-03-02T09:00:00Z'),
    object: 'Ricorso *urgente*',
  });
  await cancelRegistration(at('2026-03-02T10:00:00Z'), nadia, second.id, {
    reason: 'Registrata due volte',
    authority: 'Laura Montanari',
    act: 'Provvedimento n. 4',
  });
  expect(await missingDays(site.services.db, new Date('2026-03-02T23:05:00Z'))).toEqual([
    '2026-02-28',
    '2026-03-01',
  ]);
  const turns = [at('2026-03-05T08:00:00Z'), at('2026-03-05T08:00:00Z')].map((then) =>
    makeMissingDays(then, nadia),
  );
  await Promise.all(turns); // two processes at once
  expect((await days()).map(({ day, entries }) => [day, entries])).toEqual([
    ['2026-02-28', 1],
    ['2026-03-01', 0],
    ['2026-03-02', 1],
    ['2026-03-03', 0],
    ['2026-03-04', 0],
  ]);
  const full = await pdfOfDay('2026-02-28');
  expect(full.text).toContain(first.protocol);
  expect(full.text).toContain('Richiesta di #accesso');
  expect(full.text.replaceAll(' ', '')).toContain(first.sha256);
  expect(full.xmp).toMatch(/pdfaid:part>2<[\s\S]*pdfaid:conformance>A</);
  expect(full.xmp).toContain('pdfuaid:part>1<');
  expect((await pdfOfDay('2026-03-01')).text).toContain('Nessuna registrazione in questo giorno');
  const third = await pdfOfDay('2026-03-02');
  for (const words of ['Ricorso *urgente*', 'Registrata due volte', 'Laura Montanari', 'Provvedimento n. 4'])
    expect(third.text).toContain(words);
});

test('a day that has its register keeps it; a straggler of that day is in the next one, and in no other', async () => {
  const before = await days();
  await makeDailyRegister(at('2026-03-06T08:00:00Z'), nadia, '2026-03-04');
  expect(await days()).toEqual(before);
  const late = await registered(site.services, {
    at: new Date('2026-03-04T22:59:59Z'),
    object: 'Ritardatario',
  });
  await makeMissingDays(at('2026-03-07T08:00:00Z'), nadia);
  expect((await pdfOfDay('2026-03-05')).text).toContain(late.protocol);
  const listed = (await site.services.db('register_day_entry').select('registration_id')) as object[];
  const all = (await site.services.db('registration').select('id')) as object[];
  expect(listed).toHaveLength(all.length);
});

test('the pages list them; only the registrar downloads one', async () => {
  const [anna, registrar] = [await site.as('anna'), await site.as('nadia')];
  const list = await registrar.get('/register/days');
  expect(list.html).toContain('05/03/2026');
  expect((await registrar.get('/register/days/2026-03-05/1')).html.slice(0, 5)).toBe('%PDF-');
  expect((await anna.get('/register/days/2026-03-05/1')).status).toBe(403);
  expect((await registrar.get('/register/days/2026-99-99/1')).status).toBe(404);
});

test('a day with very many registrations takes several volumes, each with its share', async () => {
  const then = new Date('2026-03-07T09:00:00Z');
  for (let n = 1; n <= 7; n += 1) await registered(site.services, { at: then, object: `Domanda ${n}` });
  await makeDailyRegister(at('2026-03-08T08:00:00Z'), nadia, '2026-03-07', 3);
  expect((await days()).slice(-3).map(({ entries }) => entries)).toEqual([3, 3, 1]);
  expect(await missingDays(site.services.db, new Date('2026-03-08T08:00:00Z'))).toEqual([]);
  expect((await (await site.as('nadia')).get('/register/days')).html).toContain('volume 3');
});
