import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Party } from '../../db/models/party.js';
import { createCaseDraft } from '../../db/transactions/case-drafts.js';
import { openCase, type OpenedCase } from '../../db/transactions/open-case.js';
import { createParty } from '../../db/transactions/parties.js';
import type { Actor } from '../../core/actor.js';
import type { HttpSession } from '../helpers/http-session.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let anna: HttpSession;
let actor: Actor & { id: string };
let opened: OpenedCase;
let partyId: string;

beforeAll(async () => {
  site = await testSite();
  anna = await site.as('anna');
  const { services } = site;
  const row = (await services.db('account').where({ username: 'anna' }).first()) as {
    id: string;
    display_name: string;
  };
  actor = { id: row.id, name: row.display_name, roles: ['operator'], officeId: 'sportello' };
  const person = {
    kind: 'person' as const,
    familyName: 'D’Amico',
    givenName: 'Niccolò',
    taxCode: 'RSSMRA80A01H501U',
  };
  partyId = await createParty(services, actor, { ...person, birthDate: '1980-01-01' } as Parameters<
    typeof createParty
  >[2]);
  const version = await services.catalogue.latest('prova-pagine');
  opened = await openCase(services, actor, {
    procedureVersionId: version?.id ?? '',
    applicantId: partyId,
    application: { motivo: 'Prova', dal: '2026-12-01' },
    attachments: [],
    submissionToken: randomUUID(),
  });
});
afterAll(() => site.close());

const search = (q: string) => anna.get(`/search?q=${encodeURIComponent(q)}`);

test('the one box finds a person by any words of the name, without accents, and by tax code', async () => {
  for (const q of ['niccolo', 'D’AMICO', 'niccolò d’ami', 'rssmra80a01h501u']) {
    const answer = await search(q);
    expect(answer.html, q).toContain('D’Amico Niccolò');
    expect(answer.html, q).toContain(opened.caseNumber);
  }
  expect((await search('nessuno così')).html).toContain('Nessun risultato');
  expect((await search('%')).html).toContain('Nessun risultato');
});

test('a case number and a registration number lead to their case at once', async () => {
  const [year, number] = opened.caseNumber.split('/');
  for (const q of [
    opened.caseNumber,
    `${year}/${Number(number)}`,
    opened.protocol,
    `prot. ${opened.protocol}`,
  ]) {
    expect((await search(q)).url, q).toContain(`/cases/${opened.caseId}`);
  }
});

test('an officer of another sector finds nothing of it; of the deciding one, the case but not the town’s people', async () => {
  const other = await (await site.as('elena')).get('/search?q=amico');
  expect(other.html).toContain('Nessun risultato');
  const own = await (await site.as('carla')).get('/search?q=amico');
  expect(own.html).toContain(opened.caseNumber);
  expect(own.html).not.toContain(`/parties/${partyId}`);
});

test('a document is for who needs to know its case, and the trail tells who read it', async () => {
  const path = `/documents/${opened.receiptDocumentId}`;
  expect((await anna.get(path)).html.slice(0, 5)).toBe('%PDF-');
  expect((await (await site.as('carla')).get(path)).status).toBe(200);
  expect((await (await site.as('giulia')).get(path)).status).toBe(404);
  expect((await (await site.as('mario')).get(path)).status).toBe(404);
  const readers = await site.services
    .db('audit')
    .where({ act: 'documento.letto', case_id: opened.caseId })
    .pluck('actor_name');
  expect(readers).toEqual(['Anna Ferrari', 'Carla Neri']);
});

test('a restricted case is shown at the desk only to who opened it', async () => {
  await site.services.db('case_file').where({ id: opened.caseId }).update({ restricted: true });
  const bruno = await site.as('bruno');
  expect((await bruno.get(`/documents/${opened.receiptDocumentId}`)).status).toBe(403);
  expect((await bruno.get(`/parties/${partyId}`)).html).not.toContain(opened.caseNumber);
  expect((await anna.get(`/documents/${opened.receiptDocumentId}`)).status).toBe(200);
  await site.services.db('case_file').where({ id: opened.caseId }).update({ restricted: false });
});

test('a letter waits on the desk’s page until it is handed over to somebody identified, once', async () => {
  const { db } = site.services;
  const letter = (await db('letter').where({ case_id: opened.caseId }).first()) as { id: string };
  const row = {
    letter_id: letter.id,
    party_id: partyId,
    channel: 'desk',
    status: 'to-hand-over',
    effect_key: 'prova',
    created_at: new Date(),
  };
  const [delivery] = (await db('delivery').insert(row).returning('id')) as { id: string }[];
  const path = `/desk/deliveries/${delivery?.id}`;
  expect((await anna.get('/desk')).html).toContain(path);
  const page = await anna.get(path);
  const careless = await anna.submit(page, {}, /deliveries/);
  expect(careless.status).toBe(422);
  const done = await anna.submit(page, { identified: 'yes' }, /deliveries/);
  expect(done.html).toContain('Lettera consegnata a D’Amico Niccolò.');
  expect(done.html).not.toContain(path);
  const again = await anna.submit(page, { identified: 'yes' }, /deliveries/);
  expect(again.html).toContain('risulta già consegnata');
  expect(await db('delivery').where({ status: 'handed-over' }).pluck('done_by')).toEqual([actor.id]);
});

test('a colleague’s form is read by the desk, and written by nobody else until it is taken over', async () => {
  const id = await createCaseDraft(site.services, actor, {
    procedureId: 'prova-pagine',
    applicantId: partyId,
  });
  expect((await anna.get(`/desk/drafts/${id}`)).status).toBe(200);
  const seen = await (await site.as('bruno')).get(`/desk/drafts/${id}`);
  expect(seen.html).toContain('Continua tu questa bozza');
  expect(seen.html).not.toContain('name="motivo"');
  expect((await (await site.as('carla')).get(`/desk/drafts/${id}`)).status).toBe(403);
});

test('two people changing the same person are told of each other', async () => {
  const bruno = await site.as('bruno');
  const [first, second] = [
    await anna.get(`/parties/${partyId}/edit`),
    await bruno.get(`/parties/${partyId}/edit`),
  ];
  const values = {
    familyName: 'D’Amico',
    givenName: 'Niccolò',
    taxCode: 'RSSMRA80A01H501U',
    birthDate: '01/01/1980',
  };
  expect((await anna.submit(first, { ...values, phone: '051 1' }, /parties\//)).status).toBe(200);
  const late = await bruno.submit(second, { ...values, phone: '051 2' }, /parties\//);
  expect(late.status).toBe(409);
  expect(late.html).toContain('un collega ha modificato');
  expect((await Party.query(site.services.db).findById(partyId))?.phone).toBe('051 1');
});

test('the first page shows the letters that wait longest and how many there are; the list has them all', async () => {
  const { db, clock } = site.services;
  const receipt = (await db('letter').where({ case_id: opened.caseId }).first('id')) as { id: string };
  const begun = clock.now().getTime();
  await db('delivery').insert(
    Array.from({ length: 12 }, (_, n) => ({
      letter_id: receipt.id,
      channel: 'desk',
      status: 'to-hand-over',
      effect_key: `elenco ${n}`,
      created_at: new Date(begun + n),
    })),
  );
  const home = (await anna.get('/desk')).html;
  const rows = (html: string) => html.match(/\/desk\/deliveries\//g)?.length ?? 0;
  const [{ count } = { count: 0 }] = (await db('delivery')
    .where({ status: 'to-hand-over' })
    .select(db.raw('count(*)::int as count'))) as unknown as { count: number }[];
  expect(rows(home)).toBe(8);
  expect(home).toContain(`(${count})`);
  const all = await anna.get('/desk/letters');
  expect(rows(all.html)).toBe(count);
  expect(rows((await anna.get('/desk/letters?addressee=xyzzy')).html)).toBe(0);
});
