import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createParty } from '../../db/transactions/parties.js';
import { isInformation } from '../../web/queue/allowed.js';
import { rooms } from '../../web/routes.js';
import type { Answer, HttpSession } from '../helpers/http-session.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let anna: HttpSession;
let partyId: string;

const sitsAt = async (session: HttpSession, number: string): Promise<Answer> =>
  session.submit(await session.get('/queue/station'), { station: number }, /queue\/station/);

beforeAll(async () => {
  site = await testSite();
  anna = await site.as('anna');
  const row = (await site.services.db('account').where({ username: 'anna' }).first('id')) as { id: string };
  const actor = { id: row.id, name: 'Anna', roles: ['operator' as const], officeId: 'sportello' };
  const person = { kind: 'person', familyName: 'Visentin', givenName: 'Ugo', noCodeReason: 'prova' };
  partyId = await createParty(site.services, actor, person as Parameters<typeof createParty>[2]);
});
afterAll(() => site.close());

/** Every address of the site: as it is declared, and with its parameters filled in. */
const addresses = (method: 'GET' | 'POST'): { route: string; path: string }[] =>
  rooms
    .flatMap((room) => room(site.services).stack)
    .filter((layer) => layer.methods.includes(method) && typeof layer.path === 'string')
    .map(({ path }) => ({
      route: String(path),
      path: String(path).replace(/:\w+/g, (name) => (name === ':partyId' ? partyId : randomUUID())),
    }))
    .filter(({ route }) => !route.endsWith('/live')); // streams don't end; they have a test of their own

/** What an information station opens. Whoever opens another page to it adds it here too. */
const general = [
  '/',
  '/login',
  '/desk',
  '/desk/open',
  '/queue',
  '/queue/information',
  '/queue/panel',
  '/queue/station',
  '/contacts/bar',
  '/contacts/sheets',
  '/procedimenti',
  '/procedimenti.json',
  '/procedimenti/:name',
  '/answers/procedures/:procedureId',
  '/shortcuts',
  '/notices',
  '/notices/:noticeId',
];

describe('an information station', () => {
  test('opens procedures and its queue, and nothing that names a person or a case: every route of the site', async () => {
    expect((await sitsAt(anna, '1')).url).toContain('/queue/information');
    for (const { route, path } of addresses('GET')) {
      if (general.includes(route) || /^\/(kiosk|display)\//.test(route)) continue;
      expect([route, (await anna.get(path)).status]).toEqual([route, 403]);
    }
    for (const path of ['/desk', '/desk/open', '/queue', '/queue/station'])
      expect([path, (await anna.get(path)).status]).toEqual([path, 200]);
    const elsewhere = /href="\/(cases|inbox|parties|palette)"|action="\/search"/;
    expect((await anna.get('/queue/information')).html).not.toMatch(elsewhere);
    const refused = await anna.get(`/parties/${partyId}`);
    expect(refused.html).toContain('qui non si aprono dati di persone');
    expect(refused.html).toContain('cambia postazione');
    expect(refused.html).not.toContain('Visentin');
    expect((await anna.get(`/live?case=${randomUUID()}`)).status).toBe(403);
    expect((await anna.get(`/desk/open?party=${partyId}`)).status).toBe(403);
    expect((await anna.get('/live?task=1')).status).toBe(403);
  });

  test('nor does it accept anything that changes a person or a case', async () => {
    const page = await anna.get('/queue/information');
    const csrf = /name="_csrf" value="[^"]*"/.exec(page.html)?.[0] ?? '';
    for (const { path } of addresses('POST')) {
      if (isInformation({ method: 'POST', path, search: '' })) continue;
      const form = `<form method="post" action="${path}"><input type="hidden" ${csrf}></form>`;
      const answer = await anna.submit({ ...page, html: form }, {});
      expect([path, answer.status]).toEqual([path, 403]);
    }
  });

  test('keeps contacts with people who don’t say who they are, and no others', async () => {
    const { db } = site.services;
    await anna.submit(await anna.get('/queue/information'), { channel: 'desk' }, /^\/contacts$/);
    const noted = await anna.submit(await anna.get('/queue'), { text: 'Orari?' }, /items$/);
    expect(noted.status).toBe(200);
    const page = await anna.get('/queue');
    await db('contact').update({ party_id: partyId });
    expect((await anna.submit(page, { text: '' }, /items$/)).status).toBe(403);
    await db('contact').update({ party_id: null });
    expect((await anna.submit(page, { outcome: 'answered' }, /close$/)).status).toBe(200);
  });

  test('leaving it opens everything again', async () => {
    expect((await anna.get('/parties?q=visentin')).status).toBe(403);
    await sitsAt(anna, '');
    expect((await anna.get('/parties?q=visentin')).html).toContain('Visentin');
  });
});

describe('a service station', () => {
  test('asks who the person is before anything about them opens, in one form', async () => {
    await sitsAt(anna, '3');
    expect((await anna.get('/queue')).html).toContain('Postazione 3');
    expect((await anna.get(`/parties/${partyId}`)).html).toContain('Visentin'); // nobody stands there: no matter
    await anna.submit(await anna.get('/queue'), { series: 'S' }, /queue\/numbers/);
    const called = await anna.submit(await anna.get('/desk'), {}, /queue\/call/);
    expect(called.url).toMatch(/\/desk$/);
    expect(called.html).toContain('S001');
    const who = await anna.submit(called, {}, /serve$/);
    expect(who.url).toContain('/queue/identify');

    const asked = await anna.get(`/parties/${partyId}`);
    expect(asked.url).toContain('/queue/identify?next=');
    const found = await anna.get('/queue/identify?q=visentin&next=/cases');
    expect(found.html).toContain('Visentin');
    const careless = await anna.submit(
      found,
      { manner: 'document', documentEnding: 'x' },
      /queue\/identify\?/,
    );
    expect(careless.status).toBe(422);
    expect(careless.html).toContain('Scrivi le ultime tre');
    const done = await anna.submit(
      found,
      { manner: 'document', documentKind: 'identity-card', documentEnding: '4f6' },
      /queue\/identify\?/,
    );
    expect(new URL(done.url).pathname).toBe('/cases');
    expect(done.html).toContain('Persona riconosciuta: Ugo Visentin');
    expect((await anna.get(`/parties/${partyId}`)).url).toMatch(new RegExp(`/parties/${partyId}$`));
    const ticket = (await site.services.db('ticket').first()) as Record<string, unknown>;
    expect(ticket).toMatchObject({ party_id: partyId, status: 'serving', station_number: 3 });
  });
});

test('logging out frees the station', async () => {
  const bruno = await site.as('bruno');
  await sitsAt(bruno, '2');
  await bruno.submit(await bruno.get('/desk'), {}, /logout/);
  expect(await site.services.db('station').where({ number: 2 }).first('seated_id')).toEqual({
    seated_id: null,
  });
});

test('who doesn’t work at the desk has no queue', async () => {
  const carla = await site.as('carla');
  for (const path of [
    '/queue',
    '/queue/station',
    '/queue/identify',
    '/queue/panel',
    '/queue/live',
    '/appointments',
  ])
    expect((await carla.get(path)).status).toBe(403);
});
