import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../helpers/browser.js';
import { login } from '../helpers/people.js';
import { plantVolume } from '../helpers/volume/plant.js';
import { planted } from './planted.js';
import { testSite, type TestSite } from './site.js';
import { lookHere } from '../helpers/look.js';

let site: TestSite;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([testSite(), launchBrowser()]);
  const plant = planted(site.services);
  const versionId = await plant.procedure();
  await plantVolume(site.services.db, { parties: 800, cases: 400, documents: 1200, versionId });
  await plant.case({ familyName: 'Brambilla' });
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const at = async (width: number, username = 'anna'): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  page.on('pageerror', (error) => expect.unreachable(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) expect.unreachable(message.text());
  });
  await login(page, site.url, username);
  return page;
};
const look = (page: Page, name: string): Promise<void> => lookHere(page, `search/${name}`);

test.each([1280, 768])(
  'at %i pixels, a name typed wrongly is found as one types; arrow and Enter open it',
  async (width) => {
    const page = await at(width);
    await page.goto(`${site.url}/cases`);
    await page.keyboard.press('/');
    await page.keyboard.type('brambila maria');
    const option = page.getByRole('option', { name: /Brambilla Maria/ }).first();
    await option.waitFor();
    await look(page, 'suggest');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => option.getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/parties\//);
    expect(await page.textContent('h1')).toContain('Brambilla');
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('h1');
    await page.close();
  },
);

test('the page of results groups what it finds, marks the words in papers, and works without JavaScript', async () => {
  const page = await at(1280);
  await page.goto(`${site.url}/search?q=quercione`);
  await look(page, 'results');
  expect((await page.textContent('mark'))?.toLowerCase()).toBe('quercione');
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(`${site.url}/login`);
  await plain.fill('#username', 'anna');
  await plain.fill('#password', 'sportello');
  await plain.press('#password', 'Enter');
  await plain.fill('#find', 'brambila');
  await plain.press('#find', 'Enter');
  expect(await plain.textContent('main')).toContain('Brambilla Maria');
  await context.close();
  await page.close();
});

test.each([1280, 768])(
  'at %i pixels, the palette by keyboard alone: rooms, cases seen, actions of the page',
  async (width) => {
    const page = await at(width);
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: 'Compiti' }).waitFor();
    await look(page, 'palette');
    await page.keyboard.type('compi');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/inbox/);
    await page.goto(`${site.url}/parties?q=brambilla`);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('nuova persona');
    await page.getByRole('option', { name: 'Nuova persona' }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/parties\/new/);
    await page.keyboard.press('Escape');
    await page.close();
  },
);

test('«?» lists the shortcuts, and single keys can be switched off for good', async () => {
  const page = await at(1280);
  await page.goto(`${site.url}/cases`);
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Scorciatoie da tastiera' }).getByText('Compiti').waitFor();
  await look(page, 'shortcuts');
  await page.uncheck('#single-keys');
  await page.keyboard.press('Escape');
  await page.keyboard.press('c');
  await page.reload();
  await page.keyboard.press('?');
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(new URL(page.url()).pathname).toBe('/cases');
  await page.keyboard.press('Control+k'); // not a single key: it stays
  await page.getByRole('dialog', { name: 'Vai a…' }).waitFor();
  await page.close();
});

test('a list is filtered under its column, the filter is saved and found again, and what is shown is taken along', async () => {
  const page = await at(1280);
  await page.goto(`${site.url}/cases?status=open`);
  await look(page, 'cases');
  await page.getByLabel('Filtra: Richiedente').fill('brambilla');
  await page.keyboard.press('Enter');
  await page.waitForURL(/applicant=brambilla/);
  expect(await page.locator('tbody tr').count()).toBe(1);
  await page.getByText('Salva questi filtri').click();
  await page.getByLabel('Nome', { exact: true }).fill('I Brambilla');
  await look(page, 'save');
  await page.getByRole('button', { name: 'Salva', exact: true }).click();
  await page.goto(`${site.url}/cases?status=closed`);
  await page.getByRole('link', { name: 'I Brambilla' }).click();
  expect(await page.locator('tbody tr').count()).toBe(1);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'CSV' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^cases-.*\.csv$/);
  const text = readFileSync(await file.path(), 'utf8');
  expect(text.split('\r\n')).toHaveLength(3);
  expect(text).toContain('Brambilla Maria');
  await page.setViewportSize({ width: 768, height: 900 });
  await page.goto(`${site.url}/cases?status=open`);
  await look(page, 'cases');
  await page.goto(`${site.url}/parties?q=rossi`);
  await look(page, 'parties');
  for (const width of [1280, 768]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${site.url}/inbox?view=office`);
    await look(page, 'inbox');
  }
  await page.close();
});
