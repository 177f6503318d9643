import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createParty } from '../../db/transactions/parties.js';
import { axeFindings } from '../helpers/browser.js';
import type { HttpSession } from '../helpers/http-session.js';
import { people, type People } from '../helpers/people.js';
import { testSite, type TestSite } from './site.js';
import { lookInto, picture } from '../helpers/look.js';

let site: TestSite;
let staff: People;
let anna: HttpSession;
let mario: HttpSession;
let partyId: string;
const lookAt = lookInto('queue');
const name = 'Bartolomeo Della Ghirlandina Castelvetrano-Quattrocchi';

beforeAll(async () => {
  site = await testSite();
  [anna, mario, staff] = await Promise.all([site.as('anna'), site.as('mario'), people(site.url)]);
  const row = (await site.services.db('account').where({ username: 'anna' }).first('id')) as { id: string };
  const actor = { id: row.id, name: 'Anna', roles: ['operator' as const], officeId: 'sportello' };
  const person = { kind: 'person', familyName: name, noCodeReason: 'prova', phone: '0522 123456' };
  partyId = await createParty(site.services, actor, person as Parameters<typeof createParty>[2]);
});
afterAll(async () => {
  expect(staff.complaints).toEqual([]);
  await staff.close();
  await site.close();
});

const look = async (username: string, pages: Record<string, string>): Promise<void> => {
  const page = await staff.as(username);
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(site.url + path);
    await lookAt(page, name);
  }
  await staff.leave();
};

/** Books the first free place of a desk. @returns its code and page */
const books = async (): Promise<{ code: string; path: string; html: string }> => {
  const choose = await anna.get(`/appointments/new?party=${partyId}&procedure=prova-pagine`);
  const startsAt = /name="startsAt" value="([^"]+)"/.exec(choose.html)?.[1] ?? '';
  const done = await anna.submit(choose, { startsAt }, /^\/appointments$/);
  expect(done.status).toBe(200);
  const code = /Appuntamento ([A-Z0-9]{4})/.exec(done.html)?.[1] ?? '';
  return { code, path: new URL(done.url).pathname, html: done.html };
};
/** As if the appointment were for a minute ago. */
const isNow = (code: string) =>
  site.services
    .db('appointment')
    .where({ code })
    .update({ starts_at: new Date(Date.now() - 6e4), ends_at: new Date(Date.now() + 12e5) });

describe('an appointment', () => {
  test('is booked, told on a slip, reminded of, moved and taken back at the desk', async () => {
    const { path, code } = await books();
    const moving = await anna.get(`/appointments/new?move=${path.split('/').at(-1) ?? ''}`);
    const times = [...moving.html.matchAll(/name="startsAt" value="([^"]+)"/g)].map(([, time]) => time ?? '');
    const moved = await anna.submit(moving, { startsAt: times.at(-1) ?? '' }, /^\/appointments$/);
    expect(moved.html).toContain('Prima era');
    await site.services
      .db('appointment')
      .where({ code })
      .update({ starts_at: new Date(Date.now() + 36e5) });
    const list = await anna.get('/appointments');
    expect(list.html).toContain('0522 123456');
    await anna.submit(list, {}, /remind$/);
    expect((await anna.get(path)).html).toMatch(/Avvisato[\s\S]*Anna Ferrari/);
    const page = await anna.get(path);
    const careless = await anna.submit(page, { reason: '' }, /cancel$/);
    expect([careless.status, careless.html.includes('Scrivi perché si annulla.')]).toEqual([422, true]);
    const done = await anna.submit(page, { reason: 'La persona è malata' }, /cancel$/);
    expect(done.html).toContain('La persona è malata');
    const taken = await anna.submit(moving, { startsAt: times[0] ?? '' }, /^\/appointments$/);
    expect(taken.status).toBe(409);
    expect(taken.html).toContain('non è più da tenere');
  });

  test('is announced at the kiosk by touching its code, which says no name, and gives a number that goes first', async () => {
    const { code } = await books();
    const device = (await site.services.db('queue_device').where({ kind: 'kiosk' }).first('token')) as {
      token: string;
    };
    const page = await staff.browser.newPage({ viewport: { width: 768, height: 1024 } });
    await page.goto(`${site.url}/kiosk/${device.token}/appointment`);
    await isNow(code);
    await page.reload();
    await picture(page, 'queue/kiosk-appointment-768');
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.content()).not.toMatch(/Ghirlandina|Prova delle pagine/);
    await page.getByRole('button', { name: code }).press('Enter');
    await page.waitForURL(/[0-9a-f-]{36}$/);
    expect(await page.textContent('main')).toMatch(/S\d{3}/);
    await page.close();
    expect(await site.services.db('ticket').first('party_id')).toEqual({ party_id: partyId });
    await look('anna', { appointments: '/appointments', 'queue-appointment': '/queue' });
  });

  test('for a restricted matter says what it is for to nobody but who booked it', async () => {
    const { path } = await books();
    const { db } = site.services;
    const bundle = db.raw(`jsonb_set(bundle, '{sheet,restricted}', 'true')`);
    await db('procedure_version').update({
      bundle,
      content_hash: 'restricted',
      id: db.raw('gen_random_uuid()'),
    });
    const bruno = await site.as('bruno');
    expect((await anna.get(path)).html).toContain('Prova delle pagine');
    const other = await bruno.get(path);
    expect(other.html).toContain('riservato');
    expect(other.html).not.toMatch(/Prova delle pagine|Pianta dell’area/);
  });

  test('stands in the desk’s calendar and in the person’s own by code alone', async () => {
    const { code, html } = await books();
    await mario.submit(await mario.get('/admin/desks'), { desk: 'cittadini' }, /feeds$/);
    const feed = (await site.services.db('calendar_feed').first('token')) as { token: string };
    const own = /\/appointment\/[\w-]+\.ics/.exec(html)?.[0] ?? '';
    for (const address of [`/calendar/${feed.token}.ics`, own]) {
      const answer = await fetch(site.url + address);
      const text = await answer.text();
      expect(answer.headers.get('content-type')).toContain('text/calendar');
      expect(text).toContain(code);
      expect(text).toMatch(/DTSTART:\d{8}T\d{6}Z/);
      expect(text).not.toMatch(/Ghirlandina|Prova/);
    }
    const visit = {
      office_id: 'ambiente',
      activity: 'Sopralluogo',
      effect_key: 'visita',
      created_at: new Date(),
    };
    const tomorrow = { starts_at: new Date(Date.now() + 864e5), ends_at: new Date(Date.now() + 9e7) };
    await site.services.db('appointment').insert({ ...visit, ...tomorrow });
    await mario.submit(await mario.get('/admin/desks'), { desk: '', office: 'ambiente' }, /feeds$/);
    const visits = (await site.services
      .db('calendar_feed')
      .where({ office_id: 'ambiente' })
      .first('token')) as {
      token: string;
    };
    const agenda = await (await fetch(`${site.url}/calendar/${visits.token}.ics`)).text();
    expect(agenda).toContain('Sopralluogo');
    expect(agenda).not.toContain(code); // the desk's appointments are not the office's visits
    await mario.submit(await mario.get('/admin/desks'), { desk: 'cittadini' }, /feeds$/);
    expect((await fetch(`${site.url}/calendar/${feed.token}.ics`)).status).toBe(404);
  });
});

describe('the administrator', () => {
  test('adds a desk with its hours and a station, and is told beside the field what isn’t understood', async () => {
    const blank = await mario.get('/admin/desks/new');
    const typed = {
      id: 'salvaterra',
      name: 'Sportello di Salvaterra',
      parallel: '1',
      active: 'yes',
      'hours-2': 'mattina',
    };
    const wrong = await mario.submit(blank, typed, /^\/admin\/desks$/);
    expect(wrong.status).toBe(422);
    expect(wrong.html).toMatch(/value="mattina"[\s\S]*Scrivi le ore così/);
    const fields = { ...typed, kind: 'citizens', 'hours-2': '9–12, 15-17' };
    const saved = await mario.submit(blank, fields, /^\/admin\/desks$/);
    expect(saved.html).toContain('Sportello di Salvaterra');
    expect((await mario.get('/admin/desks/salvaterra')).html).toContain('value="9.00–12.00, 15.00–17.00"');
    expect((await mario.submit(blank, fields, /^\/admin\/desks$/)).html).toContain(
      'già di un altro sportello',
    );
    const station = await mario.get('/admin/desks/stations/new');
    const values = { number: '7', desk: 'salvaterra', kind: 'services', active: 'yes' };
    expect((await mario.submit(station, values, /stations$/)).html).toContain('Scegli almeno una serie');
    await mario.submit(station, { ...values, series: 'S' }, /stations$/);
    expect((await anna.get('/queue/station')).html).toContain('Postazione 7');
  });

  test('changes a kiosk’s address: the old one is worth nothing', async () => {
    const { token } = (await site.services.db('queue_device').where({ kind: 'kiosk' }).first()) as {
      token: string;
    };
    expect((await fetch(`${site.url}/kiosk/${token}`)).status).toBe(200);
    for (const device of (await site.services.db('queue_device').pluck('id')) as string[])
      await mario.submit(await mario.get('/admin/desks'), {}, new RegExp(`${device}/renew$`));
    expect((await fetch(`${site.url}/kiosk/${token}`)).status).toBe(404);
  });

  test('has pages that everybody can use', async () => {
    await look('mario', {
      'admin-desks': '/admin/desks',
      'admin-desk': '/admin/desks/cittadini',
      'admin-station': '/admin/desks/stations/1',
    });
    expect((await anna.get('/admin/desks')).status).toBe(403);
  });
});
