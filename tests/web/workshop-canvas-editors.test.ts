import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { inRepo } from '../../core/paths.js';
import { people, type People } from '../helpers/people.js';
import { lookInto } from '../helpers/look.js';
import { testSite, type TestSite } from './site.js';

const look = lookInto('workshop-editors');
let site: TestSite;
let staff: People;
let lara: Page;
let draft: string;

beforeAll(async () => {
  site = await testSite();
  staff = await people(site.url);
  lara = await staff.as('lara');
  await lara.goto(`${site.url}/workshop`);
  await lara.getByRole('button', { name: /Inizia una bozza/ }).click();
  await lara.waitForURL(/\/drafts\//);
  draft = lara.url();
});
afterEach(() => {
  expect(staff.complaints).toEqual([]);
});
afterAll(async () => {
  await staff.picture();
  await staff.close();
  await site.close();
});

const saved = () => lara.locator('#file-state[data-state="saved"]').waitFor();
const kept = async (path: string): Promise<string> => {
  const file = await site.services.db('draft_file').where({ path }).first('content');
  return (file as { content: string }).content;
};

test('a form gets our fields from the palette, saved as they come, and is seen as the desk sees it', async () => {
  await lara.goto(`${draft}/forms/istanza`);
  await saved();
  await lara.locator('.fjs-palette-field', { hasText: 'Codice fiscale' }).press('Enter');
  await lara.locator('.fjs-palette-field', { hasText: 'Indirizzo' }).press('Enter');
  await lara.locator('#file-state', { hasText: 'Salvato alle' }).waitFor();
  const form = JSON.parse(await kept('forms/istanza.form')) as {
    components: { type: string; properties?: object; components?: { key: string }[] }[];
  };
  const [taxCode, address] = form.components.slice(-2);
  expect(taxCode).toMatchObject({ type: 'textfield', properties: { tipo: 'codice-fiscale' } });
  expect(address?.components?.map(({ key }) => key)).toEqual(['via', 'cap', 'comune']);
  await lara.getByRole('button', { name: 'Come lo vede chi lavora' }).click();
  const frame = lara.frameLocator('iframe[name="preview-frame"]');
  await frame.getByLabel('Via e numero').waitFor();
  await lara.locator('a[href*="bpmn.io"]').first().waitFor(); // the watermark
  await look(lara, 'form');
});

test('a form with two equal keys isn’t drawn and not lost: it says so, and is mended as text', async () => {
  await lara.goto(`${draft}/forms/istanza?as=text`);
  await saved();
  const area = lara.locator('#content');
  const content = await area.inputValue();
  const doubled = content.replace(/"key": "cap"/, '"key": "via"');
  await area.fill(doubled);
  await lara.locator('#findings', { hasText: 'due campi hanno la stessa chiave «via»' }).waitFor();
  await saved();
  await lara.goto(`${draft}/forms/istanza`);
  await lara.locator('#message', { hasText: 'non si può disegnare' }).waitFor();
  expect(await kept('forms/istanza.form')).toBe(doubled);
});

test('a decision is drawn and tried beside its table', async () => {
  await lara.goto(draft);
  await lara.getByLabel('Nome della nuova decisione').fill('importi');
  await lara.getByRole('button', { name: /Aggiungi.*Decisioni/ }).click();
  await saved();
  await lara.goto(`${draft}/decisions/importi?as=text`);
  await saved();
  const dmn = readFileSync(inRepo('processes/assegno-maternita/decisions/importi.dmn'), 'utf8');
  await lara.locator('#content').fill(dmn);
  await saved();
  await lara.goto(`${draft}/decisions/importi`);
  await lara.locator('.dmn-decision-table-container').waitFor();
  await lara.getByLabel('dataEvento').fill('2025-06-01');
  await lara.getByRole('button', { name: 'Prova', exact: true }).click();
  await lara.locator('#tester [data-rule="2"]').waitFor();
  await look(lara, 'decision');
});

test('a letter: its text, what is wrong at its line, its fields by a click, its pages as it is typed', async () => {
  await lara.goto(draft);
  await lara.getByLabel('Parte propria di una lettera').selectOption('L6');
  await lara.getByRole('button', { name: /Aggiungi.*Lettere/ }).click();
  await saved();
  await lara.locator('#content').fill('Si autorizza.\n\nPer *{{application.boh}}* alberi.');
  await lara.locator('.code-lines > .is-wrong').waitFor();
  await lara.locator('#preview .alert-error').waitFor();
  await look(lara, 'letter-wrong');
  await lara.locator('#content').fill('Si autorizza. ');
  await lara.getByRole('button', { name: /Inserisci.*Quanti alberi/ }).click();
  await lara.locator('#preview img.letter-page').first().waitFor();
  await saved();
  expect(await kept('letters/L6.hbs')).toBe(
    'Si autorizza. {{#if application.alberi}}{{numero application.alberi}}{{/if}}',
  );
  await look(lara, 'letter');
});

test('the sheet: a wrong field says so beside it, a row comes and goes without reloading', async () => {
  await lara.goto(`${draft}/sheet`);
  await saved();
  await lara.getByLabel('Giorni del termine').fill('trenta');
  await lara.locator('[id="term.days-error"]', { hasText: 'qui serve un numero' }).waitFor();
  await lara.getByRole('button', { name: 'Aggiungi Norme' }).click();
  await lara.locator('[name="legal.1.ref"]').fill('L. 1/2026');
  await lara.locator('#file-state', { hasText: 'Salvato alle' }).waitFor();
  await lara.waitForFunction(() => document.querySelector('#findings')?.textContent?.includes('term.days'));
  await look(lara, 'sheet');
  expect(await kept('sheet.yaml')).toMatch(
    /days: trenta[\s\S]*ref: L\. 1\/2026|ref: L\. 1\/2026[\s\S]*days: trenta/,
  );
});

test('what is written before the page has its file from the server is saved like the rest', async () => {
  let answer = (): void => undefined;
  const asked = new Promise<void>((resolve) => (answer = resolve));
  await lara.route('**/files/sheet.yaml', async (route) => {
    await asked;
    await route.continue();
  });
  const request = lara.waitForRequest('**/files/sheet.yaml');
  await lara.goto(`${draft}/sheet`);
  await request;
  await lara.getByLabel('Unità organizzativa').fill('Verde pubblico');
  answer();
  await lara.locator('#file-state', { hasText: 'Salvato alle' }).waitFor();
  expect(await kept('sheet.yaml')).toContain('Verde pubblico');
  await lara.unroute('**/files/sheet.yaml');
});

test('a scenario, with the steps one can write', async () => {
  await lara.goto(draft);
  await lara.getByLabel('Nome del nuovo scenario').fill('ordinario');
  await lara.getByRole('button', { name: /Aggiungi.*Scenari/ }).click();
  await saved();
  await look(lara, 'scenario');
  await lara.goto(draft);
  await look(lara, 'draft');
});
