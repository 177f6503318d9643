import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, onTestFailed, test } from 'vitest';
import { answer, people, taxCode, type People } from '../helpers/people.js';
import { testSite, type TestSite } from './site.js';
import { lookHere } from '../helpers/look.js';

let site: TestSite;
let staff: People;
beforeAll(async () => {
  site = await testSite();
  staff = await people(site.url);
});
afterEach(() => staff.leave());
afterAll(async () => {
  expect(staff.complaints).toEqual([]);
  await staff.close();
  await site.close();
});

const look = (page: Page, name: string): Promise<void> => lookHere(page, `queue/${name}`);

const device = async (kind: 'kiosk' | 'display'): Promise<string> => {
  const row = (await site.services.db('queue_device').where({ kind }).first('token')) as { token: string };
  return `${site.url}/${kind}/${row.token}`;
};
const hallPage = async (kind: 'kiosk' | 'display', width = 1280): Promise<Page> => {
  const page = await staff.browser.newPage({ viewport: { width, height: 900 } });
  await page.goto(await device(kind));
  return page;
};
const tabTo = async (page: Page, selector: string): Promise<void> => {
  for (let i = 0; i < 80; i += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
  }
  throw new Error(`the keyboard does not reach ${selector}`);
};
const enter = async (page: Page, selector: string, leadsTo: RegExp): Promise<void> => {
  await tabTo(page, selector);
  await page.keyboard.press('Enter');
  await page.waitForURL(leadsTo);
};
/** A step of the queue by its key; the page has come back when the button is another one. */
const step = async (page: Page, says: string, then: string): Promise<void> => {
  await page.getByRole('button', { name: says }).waitFor();
  await page.keyboard.press('F4');
  await page.getByText(then).first().waitFor();
};

test('a citizen’s whole visit, by keyboard alone: number, call, identification, case, receipt, next appointment, end', async () => {
  onTestFailed(() => staff.picture());
  const { db } = site.services;
  const anna = await staff.as('anna');
  await anna.goto(`${site.url}/queue/station`);
  await look(anna, 'station');
  await enter(anna, 'button[name="station"][value="3"]', /\/desk$/);
  expect(await anna.textContent('.station-badge')).toContain('Postazione 3');

  const display = await hallPage('display');
  await look(display, 'display-empty');
  const kiosk = await hallPage('kiosk', 768);
  await look(kiosk, 'kiosk');
  await enter(kiosk, 'form:has(input[value="S"]) button', /\/kiosk\/[^/]+\/[0-9a-f-]{36}$/);
  expect(await kiosk.textContent('h1')).toContain('S001');
  await look(kiosk, 'kiosk-taken');

  await anna.getByText('S001').waitFor(); // her open page is told by itself
  await step(anna, 'Chiama il prossimo', 'chiamato, deve arrivare');
  await display.getByText('S001').waitFor();
  expect(await display.textContent('.display-latest')).toContain('Postazione 3');
  await look(display, 'display');
  await look(anna, 'panel-called');
  await step(anna, 'È arrivato', 'Chi è la persona?');

  await enter(anna, 'a[href*="kind=person"]', /parties\/new/);
  const code = taxCode('GRLMRA80D41H223');
  await answer(anna, { familyName: 'Gorlini', givenName: 'Mara', taxCode: code, birthDate: '01/04/1980' });
  await anna.press('#familyName', 'Enter');
  await anna.waitForURL(/queue\/identify\?party/);
  await look(anna, 'identify');
  await anna.keyboard.type('7k2'); // the ending of the document has the focus
  await anna.keyboard.press('Enter');
  await anna.waitForURL(/\/parties\/[0-9a-f-]{36}$/);
  expect(await anna.textContent('#contact-bar')).toContain('Gorlini');
  await look(anna, 'person');

  await enter(anna, 'main a[href^="/desk/open?party"]', /desk\/open\?party/);
  await enter(anna, '#procedures a.btn, main a[href*="prova-pagine"]', /desk\/open\/prova-pagine/);
  await anna.getByRole('button', { name: /Continua con/ }).focus();
  await anna.keyboard.press('Enter');
  await anna.waitForURL(/desk\/drafts/);
  await answer(anna, { motivo: 'Pianta malata', dal: '01/12/2026' });
  await anna.press('#motivo', 'Enter');
  await anna.waitForURL(/desk\/opened/);
  expect(await anna.textContent('.protocol')).toMatch(/\d{7}\/\d{4}/);

  await enter(anna, 'main a[href^="/appointments/new?case"]', /appointments\/new/);
  await look(anna, 'slots');
  await enter(anna, '.slots button', /\/appointments\/[0-9a-f-]{36}$/);
  await look(anna, 'appointment');
  const [download] = await Promise.all([anna.waitForEvent('download'), anna.click('a[href$=".ics"]')]);
  const calendar = await readFile(await download.path(), 'utf8');
  expect(calendar).toMatch(/BEGIN:VEVENT[\s\S]*SUMMARY:[^\n]*appuntamento [A-Z0-9]{4}/);
  expect(calendar).not.toMatch(/Gorlini|prova-pagine|Prova delle pagine/);

  await anna.keyboard.press('F9');
  await anna.getByRole('button', { name: 'Informazione data' }).focus();
  await anna.keyboard.press('Enter');
  await anna.getByText('Contatto chiuso.').waitFor();
  await display.getByText('Fra poco si comincia.').waitFor();
  await anna.goto(`${site.url}/queue`);
  await look(anna, 'queue');
  expect(await anna.textContent('#queue-today')).toContain('Servizi');

  const ticket = (await db('ticket').first()) as Record<string, unknown>;
  const party = (await db('party').where({ tax_code: code }).first('id')) as { id: string };
  expect(ticket).toMatchObject({ status: 'done', station_number: 3, party_id: party.id });
  for (const moment of ['taken_at', 'called_at', 'serving_at', 'ended_at'])
    expect(ticket[moment]).toBeInstanceOf(Date);
  const contact = (await db('contact').where({ id: ticket['contact_id'] }).first()) as Record<
    string,
    unknown
  >;
  expect(contact).toMatchObject({ party_id: party.id, outcome: 'answered' });
  const file = (await db('case_file').first('id')) as { id: string };
  expect(contact['case_id']).toBe(file.id);
  expect(await db('appointment').first()).toMatchObject({
    party_id: party.id,
    case_id: file.id,
    status: 'booked',
  });
});

test('the hall without scripts: the kiosk gives a number, the display asks again by itself', async () => {
  const context = await staff.browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(await device('kiosk'));
  await page.getByRole('link', { name: /precedenza/ }).click();
  await page.getByRole('button', { name: /Professionisti/ }).click();
  expect(await page.textContent('h1')).toContain('P001');
  expect(await page.content()).toContain('http-equiv="refresh"');
  await page.goto(await device('display'));
  expect(await page.content()).toMatch(/http-equiv="refresh" content="10"/);
  expect(await site.services.db('ticket').where({ series: 'P' }).first('precedence')).toEqual({
    precedence: true,
  });
  await context.close();
});

test('a kiosk left open over night gives numbers, and at a closed desk says so instead of an error', async () => {
  const { db } = site.services;
  const page = await hallPage('kiosk');
  await page.context().clearCookies(); // its session has ended
  await page.getByRole('button', { name: /Informazioni/ }).click();
  await page.getByText('I001').waitFor();
  await page.goto(await device('kiosk'));
  await db('desk').update({ tickets_outside_hours: false });
  await db('desk_hours').delete();
  await page.getByRole('button', { name: /Informazioni/ }).click();
  await page.getByText('chiuso adesso').first().waitFor();
  expect(await db('ticket').where({ series: 'I' })).toHaveLength(1);
  await page.close();
});

test('a wrong address shows nothing of the hall', async () => {
  for (const path of ['/kiosk/x', '/display/x', '/display/x/live', '/calendar/x.ics', '/appointment/x.ics'])
    expect([path, (await fetch(site.url + path)).status]).toEqual([path, 404]);
});
