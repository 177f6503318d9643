import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../core/actor.js';
import { createParty } from '../../db/transactions/parties.js';
import { launchBrowser } from '../helpers/browser.js';
import { look } from '../helpers/look.js';
import { login, taxCode } from '../helpers/people.js';
import { planted, type Planted } from './planted.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let browser: Browser;
let plant: Planted;
let anna: Actor;
let studio: string;

beforeAll(async () => {
  [site, browser] = await Promise.all([testSite(), launchBrowser()]);
  plant = planted(site.services);
  await plant.procedure();
  anna = {
    id: await plant.account('anna'),
    name: 'Anna Ferrari',
    roles: ['operator'],
    officeId: 'sportello',
  };
  studio = await createParty(site.services, anna, {
    kind: 'company',
    organisationName: 'Studio tecnico associato Bertolani e Figli',
    taxCode: '02342520158',
    pec: 'studio@pec.esempio.it',
  });
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const count = async (table: string): Promise<number> =>
  Number(((await site.services.db(table).count({ n: '*' })) as { n: string }[])[0]?.n);
const counts = async () => ({
  parties: await count('party'),
  relations: await count('party_relation'),
  cases: await count('case_file'),
});

const heading = 'Codice fiscale;Cognome;Nome;Procura per;Procura al;Motivo;Quanti alberi;Note interne';
/** A line of the list; the first letter of the family name makes it another person. */
const line = (index: number, change: { code?: string; trees?: string } = {}): string => {
  const letter = 'ABCDEFGHIJKL'.charAt(index);
  const code = change.code ?? taxCode(`RS${letter}MRA79B11B893`);
  return `${code};Rossi${letter.toLowerCase()};Mario;Abbattimento di alberi;31/12/2099;Pino numero ${index + 1};${change.trees ?? '2'};x`;
};
const list = (...lines: string[]): string => [heading, ...lines].join('\r\n');
const twelve = Array.from({ length: 12 }, (_, index) => line(index));

test('a professional with twelve cases: a list with errors changes nothing, corrected it opens each once', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'it-IT' });
  page.setDefaultTimeout(30_000);
  await login(page, site.url, 'anna');
  await page.goto(`${site.url}/professionals`);
  await look(page, 'professionals-home-empty');
  await page.goto(`${site.url}/professionals/${studio}/import?procedure=prova-pratiche`);
  const before = await counts();
  await page.setInputFiles('#file', {
    name: 'elenco.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      list(line(0, { code: 'RSSMRA79B11C566S' }), line(1, { trees: 'due' }), ...twelve.slice(2)),
    ),
  });
  await expect.poll(() => page.inputValue('#list')).toContain('Pino numero 12');
  await look(page, 'professionals-import');
  await page.getByRole('button', { name: 'Controlla le righe' }).click();
  await page.waitForSelector('.alert-error');
  const wrong = await page.locator('.row-error').allInnerTexts();
  expect(wrong).toHaveLength(2);
  expect(wrong[0]).toContain('codice_fiscale: Un carattere è sbagliato');
  expect(wrong[1]).toContain('alberi: Scrivi un numero');
  expect(await page.locator('main').innerText()).toContain('Note interne'); // the column that means nothing
  await look(page, 'professionals-preview-errors');
  expect(await counts()).toEqual(before);

  await page.fill('#list', list(...twelve));
  await page.getByRole('button', { name: 'Controlla le righe' }).click();
  await page.waitForSelector('.alert-info');
  await look(page, 'professionals-preview');
  expect(await counts()).toEqual(before);
  await page.getByRole('button', { name: 'Apri 12 pratiche' }).click();
  await page.waitForURL(/receipt/);
  expect(await page.locator('tbody tr').count()).toBe(12);
  const protocols = await page.locator('tbody th').allInnerTexts();
  expect(new Set(protocols).size).toBe(12);
  expect(protocols.every((protocol) => /^\d{7}\/\d{4}$/.test(protocol))).toBe(true);
  await look(page, 'professionals-receipt');
  expect(await counts()).toEqual({
    parties: before.parties + 12,
    relations: before.relations + 12,
    cases: before.cases + 12,
  });

  await page.goto(`${site.url}/professionals`);
  expect(await page.locator('tbody tr').innerText()).toContain('12');
  await look(page, 'professionals-home');
  await page.close();
});

test('a procura that ends takes the case from the studio’s desk; the case page says since when', async () => {
  const { db } = site.services;
  const role = (await db('case_party')
    .where({ role: 'delegate', party_id: studio })
    .whereNotNull('relation_id')
    .first()) as {
    case_id: string;
    relation_id: string;
  };
  const operator = await site.as('anna');
  const here = `href="/cases/${role.case_id}"`;
  expect((await operator.get(`/professionals/${studio}`)).html).toContain(here);
  const change = (revoked_on: string | null) =>
    db('party_relation').where({ id: role.relation_id }).update({ revoked_on });
  await change(db.raw('office_today()') as never);
  expect((await operator.get(`/professionals/${studio}`)).html).not.toContain(here);
  expect((await operator.get('/professionals')).html).toMatch(/<td class="number">11</);
  expect((await operator.get(`/cases/${role.case_id}`)).html).toContain('procura revocata il');
  await change(null);
});

test('the same list again says that each row is open already, and confirming it opens nothing', async () => {
  const operator = await site.as('anna');
  const before = await counts();
  const form = await operator.get(`/professionals/${studio}/import?procedure=prova-pratiche`);
  const preview = await operator.submit(form, { list: list(...twelve) }, /import$/);
  expect(preview.html.match(/già aperta: 2\d{3}\/\d{6}/g)).toHaveLength(12);
  const confirmed = await Promise.all(
    [1, 2].map(() => operator.submit(preview, { list: list(...twelve), action: 'confirm' }, /import$/)),
  );
  for (const { url } of confirmed) expect(url).toContain('/receipt');
  expect(await counts()).toEqual(before);
});

test.each([
  ['', 'L’elenco è vuoto'],
  [heading, 'L’elenco è vuoto'],
  ['Cognome;Nome\r\nRossi;Ada', 'Mancano le colonne: codice_fiscale, motivo'],
  [`${heading}\r\n"RSS;aperta`, 'non si legge'],
  [
    [heading, ...Array.from({ length: 101 }, () => line(0))].join('\n'),
    'Le righe sono troppe: al massimo 100',
  ],
])('a list that can’t be read is refused with a sentence, and kept', async (text, sentence) => {
  const operator = await site.as('anna');
  const form = await operator.get(`/professionals/${studio}/import?procedure=prova-pratiche`);
  const answer = await operator.submit(form, { list: text }, /import$/);
  expect(answer.status).toBe(422);
  expect(answer.html).toContain(sentence);
});

test('an act on one case never touches the other eleven; the studio’s page says what each waits for', async () => {
  const { db, clock } = site.services;
  const files = (await db('case_file').orderBy('number').select('id', 'number')) as {
    id: string;
    number: string;
  }[];
  const others = files.slice(1).map(({ id }) => id);
  const [first] = files;
  const instance = '4503599627370600';
  await db('engine_instance').insert({
    key: instance,
    process_id: 'prova-pratiche',
    process_definition_key: '2251799813685300',
    version: 1,
    case_id: first?.id,
    state: 'active',
    started_at: clock.now(),
    position: '1',
  });
  await plant.passes(instance, 'Catch_Integration', 'INTERMEDIATE_CATCH_EVENT', 'active');
  await plant.awaits(instance, 'rinuncia');
  const rest = async () => ({
    files: await db('case_file').whereIn('id', others).orderBy('id'),
    documents: await db('document').whereIn('case_id', others).orderBy('id'),
    commands: await db('engine_command').whereIn('case_id', others).orderBy('id'),
    trail: await db('audit').whereIn('case_id', others).orderBy('id'),
  });
  const before = await rest();
  const operator = await site.as('anna');
  const page = await operator.get(`/professionals/${studio}`);
  expect(page.html).toContain('Una pratica aspetta qualcosa');
  expect(page.html.match(/<strong>Documenti integrativi<\/strong>/g)).toHaveLength(1);

  const act = await operator.get(`/cases/${first?.id}/acts/rinuncia`);
  const sent = await operator.submit(act, { sintesi: 'Non serve più', action: 'record' }, /rinuncia/);
  expect(sent.status).toBe(200);
  expect(await db('incoming_act').select('case_id')).toEqual([{ case_id: first?.id }]);
  expect(await rest()).toEqual(before);
});

test('several forms at once for chosen principals, each with the studio as delegate; sent twice they are the same', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'it-IT' });
  page.setDefaultTimeout(30_000);
  await login(page, site.url, 'anna');
  await page.goto(`${site.url}/professionals/${studio}/open?procedure=prova-pratiche`);
  expect(await page.locator('input[name="principal"]').count()).toBe(12);
  await page.getByRole('button', { name: 'Prepara i moduli' }).click();
  await page.waitForSelector('.error-summary');
  await page.locator('input[name="principal"]').nth(0).check();
  await page.locator('input[name="principal"]').nth(4).check();
  await look(page, 'professionals-open');
  await page.getByRole('button', { name: 'Prepara i moduli' }).click();
  await page.waitForURL(new RegExp(`/professionals/${studio}$`));
  expect(await page.locator('#drafts ~ ul > li').count()).toBe(2);
  await look(page, 'professionals-studio');
  await page.goBack();
  await page.locator('input[name="principal"]').nth(0).check();
  await page.locator('input[name="principal"]').nth(4).check();
  await page.getByRole('button', { name: 'Prepara i moduli' }).click();
  await page.waitForURL(new RegExp(`/professionals/${studio}$`));
  expect(await page.locator('#drafts ~ ul > li').count()).toBe(2);
  await page.locator('#drafts ~ ul > li a').first().click();
  await page.waitForURL(/drafts/);
  expect(await page.locator('input[name="_agent"]:checked').getAttribute('value')).toBe(studio);
  await page.close();
});

test('the office has no page of this desk', async () => {
  const carla = await site.as('carla');
  for (const path of ['', `/${studio}`, `/${studio}/open`, `/${studio}/import`, `/${studio}/receipt`]) {
    expect((await carla.get(`/professionals${path}`)).status, path).toBe(403);
  }
});
