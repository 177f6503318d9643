import { PDFDocument } from '@cantoo/pdf-lib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../core/actor.js';
import { createParty } from '../../db/transactions/parties.js';
import { launchBrowser } from '../helpers/browser.js';
import { look } from '../helpers/look.js';
import { login, taxCode } from '../helpers/people.js';
import { planted } from './planted.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let browser: Browser;
let anna: Actor;

beforeAll(async () => {
  [site, browser] = await Promise.all([testSite(), launchBrowser()]);
  const row = (await site.services.db('account').where({ username: 'anna' }).first()) as { id: string };
  anna = { id: row.id, name: 'Anna Ferrari', roles: ['operator'], officeId: 'sportello' };
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const open = async (username: string): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'it-IT' });
  page.setDefaultTimeout(20_000);
  await login(page, site.url, username);
  return page;
};
const pdf = async () => {
  const document = await PDFDocument.create();
  document.addPage();
  return Buffer.from(await document.save());
};
const heading = (page: Page): Promise<string> => page.locator('h1').innerText();

test('a person is added as they write themselves, places by type-ahead, and a code that disagrees only warns', async () => {
  const page = await open('anna');
  await page.goto(`${site.url}/parties/new?kind=person`);
  await page.fill('#familyName', 'García Márquez D’Alò');
  await page.fill('#givenName', 'Noël');
  await page.fill('#taxCode', taxCode('GRCNLO80A41B893'));
  await page.selectOption('#sex', 'M');
  await page.fill('#birthDate', '01/01/1980');
  await page.locator('#birthPlace').pressSequentially('forli');
  await page.locator('#birthPlace-list option[value="Forlì (FC)"]').waitFor({ state: 'attached' });
  await page.fill('#birthPlace', 'Forlì (FC)');
  await page.fill('#municipality', 'casalgrande');
  await page.fill('#street', 'Via Santa Rizza 1');
  await page.fill('#deskNotes', 'Sente poco: parlare piano.');
  await look(page, 'parties-form');
  await page.getByRole('button', { name: 'Salva' }).click();
  await page.waitForURL(/\/parties\/[0-9a-f-]{36}$/);
  expect(await heading(page)).toBe('Noël García Márquez D’Alò');
  const text = await page.locator('main').innerText();
  expect(text).toContain('42013 Casalgrande (RE)');
  expect(text).toContain('codice ISTAT 035012');
  expect(text).toContain('Il sesso nel codice non è quello scritto qui.');
  expect(text).toContain('Il luogo di nascita nel codice è Casalgrande (RE).');
  expect(text).not.toContain('La data di nascita nel codice');
  await look(page, 'parties-page');

  await page.getByRole('link', { name: 'Modifica i dati' }).click();
  await page.fill('#givenName', 'Noël Luis');
  await page.getByRole('button', { name: 'Salva' }).click();
  await page.waitForURL(/\/parties\/[0-9a-f-]{36}$/);
  const change = page.locator('#history ~ ol > li').first();
  expect(await change.locator('del').innerText()).toBe('Noël');
  expect(await change.locator('ins').innerText()).toBe('Noël Luis');
  expect(await change.innerText()).toContain('Anna Ferrari');
  await page.close();
});

test('of several comuni with one name the form asks which, and keeps what was typed', async () => {
  const operator = await site.as('anna');
  const form = await operator.get('/parties/new?kind=company');
  const answer = await operator.submit(
    form,
    {
      kind: 'company',
      organisationName: 'Castro Srl',
      noCodeReason: 'in costituzione',
      municipality: 'Castro',
    },
    /^\/parties$/,
  );
  expect(answer.status).toBe(422);
  expect(answer.html).toContain('Castro (BG), Castro (LE)');
  expect(answer.html).toContain('value="Castro Srl"');
});

test('a duplicate is warned of while adding, merged in the browser with everything it held, and unmerged again', async () => {
  const first = await createParty(site.services, anna, {
    kind: 'person',
    familyName: 'D’Angelo',
    givenName: 'Niccolò',
    taxCode: taxCode('DNGNCL72C15F257'),
    birthDate: '1972-03-15',
    birthPlace: 'Modena',
    phone: '0522 111111',
  });
  const page = await open('anna');
  await page.goto(`${site.url}/parties/new?kind=person`);
  await page.fill('#familyName', 'D angelo');
  await page.fill('#givenName', 'Nicolo');
  await page.fill('#noCodeReason', 'non ha la tessera con sé');
  await page.fill('#birthDate', '15/03/1972');
  await page.fill('#phone', '333 2222222');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#suspects');
  await look(page, 'parties-suspects');
  expect(await page.locator('#suspects ~ ul').innerText()).toContain('D’Angelo Niccolò');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'No, è un’altra persona: aggiungila' }).click();
  await page.waitForURL(/\/parties\/[0-9a-f-]{36}$/);
  const second = new URL(page.url()).pathname.split('/').at(-1) ?? '';

  await page.goto(`${site.url}/parties/${second}/relations/new`);
  await page.fill('#other', 'García');
  await page.selectOption('#kind', 'delegate');
  await page.getByRole('button', { name: 'Aggiungi un rapporto' }).click();
  await page.waitForSelector('.error-summary');
  await look(page, 'parties-relation-errors');
  await page.fill('#scope', 'Ritiro di documenti');
  await page.getByRole('button', { name: 'Aggiungi un rapporto' }).click();
  await page.waitForURL(new RegExp(`/parties/${second}$`));
  expect(await page.locator('#relations').locator('xpath=../..').innerText()).toContain(
    'Delegato con procura: Noël Luis García Márquez D’Alò: Ritiro di documenti',
  );

  await page.goto(`${site.url}/parties/duplicates`);
  await look(page, 'parties-duplicates');
  await page.getByRole('link', { name: 'Confronta' }).first().click();
  await page.waitForURL(/compare/);
  if (!page.url().includes(`/parties/${first}/compare/`)) {
    await page.getByRole('link', { name: 'Scambia le due schede' }).click();
    await page.waitForURL(new RegExp(`/parties/${first}/compare/`));
  }
  await page.check('input[name="from.phone"][value="other"]');
  await look(page, 'parties-compare');
  await page.getByRole('button', { name: 'Unisci le schede' }).click();
  await page.waitForURL(new RegExp(`/parties/${first}$`));
  const merged = await page.locator('main').innerText();
  expect(merged).toContain('333 2222222');
  expect(merged).toContain('Ritiro di documenti');
  await look(page, 'parties-merged');
  await page.goto(`${site.url}/parties/${second}`);
  expect(page.url()).toContain(`/parties/${first}`);
  expect(await page.locator('#messages').innerText()).toContain('è stata unita a questa');

  await page.getByRole('button', { name: 'Annulla l’unione' }).click();
  await page.waitForURL(new RegExp(`/parties/${first}$`));
  expect(await page.locator('main').innerText()).toContain('0522 111111');
  expect(await page.locator('main').innerText()).not.toContain('Ritiro di documenti');
  await page.goto(`${site.url}/parties/${second}`);
  expect(await page.locator('main').innerText()).toContain('Ritiro di documenti');
  const acts = (await site.services.db('audit').where({ party_id: first }).pluck('act')) as string[];
  expect(acts).toEqual(expect.arrayContaining(['soggetto.unito', 'soggetto.diviso']));
  await page.close();
});

test('a delegate is offered from the powers that hold; an ended one gives no access, and says so', async () => {
  const operator = await site.as('anna');
  const [principal, agent] = [
    await createParty(site.services, anna, {
      kind: 'company',
      organisationName: 'Ceramiche Secchia Srl',
      taxCode: '02342520158',
    }),
    await createParty(site.services, anna, {
      kind: 'sole-trader',
      familyName: 'Bassi',
      givenName: 'Lino',
      organisationName: 'Studio Bassi',
      taxCode: taxCode('BSSLNI70A01F257'),
    }),
  ];
  const relation = await operator.get(`/parties/${principal}/relations/new`);
  const typed = { kind: 'delegate', side: 'represented', other: taxCode('BSSLNI70A01F257') };
  const paper = new File([await pdf()], 'procura.pdf');
  const incomplete = await operator.submit(relation, { ...typed, scope: '', document: paper }, /relations$/);
  expect(incomplete.html).toContain('Ricevuto: procura.pdf'); // kept while the rest is corrected
  await operator.submit(
    incomplete,
    { ...typed, scope: 'Pratiche edilizie', validFrom: '01/01/2026' },
    /relations$/,
  );
  const draft = async () =>
    operator.submit(
      await operator.get(`/desk/open/prova-pagine?party=${principal}`),
      { party: principal },
      /open\/prova-pagine/,
    );
  const form = await draft();
  expect(form.html).toMatch(new RegExp(`name="_agent" value="${agent}"`));
  const { id } = (await site.services.db('party_relation').where({ agent_id: agent }).first('id')) as {
    id: string;
  };
  const document = `/parties/relations/${id}/document`;
  expect((await (await site.as('bruno')).get(document)).html.slice(0, 5)).toBe('%PDF-');
  expect((await (await site.as('carla')).get(document)).status).toBe(403);
  const end = await operator.get(`/parties/relations/${id}/end`);
  const ended = await operator.submit(end, { reason: 'revocata' }, /end$/);
  expect(ended.html).toContain('finito il');
  const good = { action: 'submit', motivo: 'Prova', dal: '01/12/2026', alberi: '3' };
  const refused = await operator.submit(form, { ...good, _agent: agent }, /drafts/);
  expect(refused.status).toBe(422);
  expect(refused.html).toContain('non può più agire per questa persona');
  expect(refused.html).not.toContain(`name="_agent" value="${agent}"`);
});

test('an officer with a case of somebody has none of the desk’s pages about parties: phone and notes are the desk’s', async () => {
  const { db } = site.services;
  const plant = planted(site.services);
  await plant.procedure();
  const { id: caseId } = await plant.case({ familyName: 'Visibili', office: 'ambiente' });
  const { applicant_id: id } = (await db('case_file').where({ id: caseId }).first('applicant_id')) as {
    applicant_id: string;
  };
  await db('party').where({ id }).update({ desk_notes: 'Nota riservata', second_phone: '0522 999999' });
  const carla = await site.as('carla');
  for (const path of [
    '/parties/duplicates',
    `/parties/${id}/relations/new`,
    '/parties/places?birthPlace=mo',
    `/parties/${id}/edit`,
    `/parties/${id}`,
  ]) {
    expect((await carla.get(path)).status, path).toBe(403);
  }
  const seen = await carla.get(`/cases/${caseId}`);
  expect(seen.status).toBe(200);
  expect(seen.html).toContain('Visibili');
  for (const secret of ['Nota riservata', '051 123456', '0522 999999', `href="/parties/${id}`]) {
    expect(seen.html, secret).not.toContain(secret);
  }
  const operator = await (await site.as('bruno')).get(`/parties/${id}`);
  for (const known of ['Nota riservata', '051 123456', '0522 999999']) expect(operator.html).toContain(known);
});

test('a codice fiscale that is still to come stays where the desk works until it is given, or never comes', async () => {
  const { db } = site.services;
  const desk = await site.as('anna');
  const person = { familyName: 'Zanasi', givenName: 'Neo', noCodeReason: 'nato ieri' };
  const created = await desk.submit(await desk.get('/parties/new?kind=person'), person, /^\/parties$/);
  expect(created.html).toContain('Codice fiscale da comunicare');
  const never = { familyName: 'Zweig', givenName: 'Ada', noCodeReason: 'turista', codeFollow: 'never' };
  await desk.submit(await desk.get('/parties/new?kind=person'), never, /^\/parties$/);
  expect((await desk.get('/desk')).html).toContain('comunicare il codice fiscale');
  const listed = await desk.get('/parties?view=awaited');
  expect([listed.html.includes('Zanasi'), listed.html.includes('Zweig')]).toEqual([true, false]);

  const id = new URL(created.url).pathname.split('/').at(-1) ?? '';
  const given = { ...person, kind: 'person', noCodeReason: '', taxCode: taxCode('ZNSNEO26S24C566') };
  const after = await desk.submit(await desk.get(`/parties/${id}/edit`), given, new RegExp(`${id}$`));
  expect(after.html).not.toContain('da comunicare');
  expect((await desk.get('/parties?view=awaited')).html).not.toContain('Zanasi');
  expect(await db('party').where({ id }).pluck('code_follow')).toEqual([null]);
});
