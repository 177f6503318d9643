import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../helpers/browser.js';
import { testSite, type TestSite } from './site.js';
import { lookHere, picture } from '../helpers/look.js';

let site: TestSite;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([testSite(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** Types where the focus is, as somebody without a mouse does. */
const type = (page: Page, text: string): Promise<void> => page.keyboard.type(text);
const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
/** Moves on with Tab until the focus is on what is looked for. */
const tabTo = async (page: Page, selector: string): Promise<void> => {
  for (let i = 0; i < 60; i += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${selector}`);
};

const login = async (page: Page, username: string): Promise<void> => {
  await page.goto(`${site.url}/login`);
  await page.waitForFunction(() => document.activeElement?.matches('input')); // given by the browser after the load
  await type(page, username);
  await press(page, 'Tab');
  await type(page, 'sportello');
  await press(page, 'Enter');
  await page.waitForURL((url) => url.pathname !== '/login');
};

const look = (page: Page, name: string): Promise<void> => lookHere(page, `pages/${name}`);

describe.each([1280, 768])('at %i pixels, by keyboard alone', (width) => {
  test('from the login to the receipt, every page accessible', async () => {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    const refused: string[] = [];
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) refused.push(message.text());
    });
    await page.goto(`${site.url}/login`);
    await look(page, 'login');
    await login(page, 'anna');
    await look(page, 'desk');
    await tabTo(page, 'nav.rooms summary');
    await press(page, 'Enter');
    await picture(page, `pages/more-rooms-${width}`);
    await tabTo(page, 'nav.rooms a[href="/professionals"]');
    await press(page, 'Enter');
    await page.waitForURL(/professionals/);
    await page.goBack();

    await tabTo(page, '#open-word');
    await type(page, 'collaudo');
    await press(page, 'Enter');
    await page.waitForURL(/desk\/open\?/);
    await look(page, 'open');
    await tabTo(page, '#procedures a.btn');
    await press(page, 'Enter');
    await page.waitForURL(/desk\/open\/prova-pagine/);
    await look(page, 'person');

    await tabTo(page, 'a[href*="kind=person"]');
    await press(page, 'Enter');
    await page.waitForURL(/parties\/new/);
    await tabTo(page, '#familyName');
    await type(page, `Tastiera${width}`);
    await press(page, 'Enter');
    await page.waitForSelector('.error-summary');
    await look(page, 'party-errors');
    await tabTo(page, '#noCodeReason');
    await type(page, 'appena arrivata');
    await press(page, 'Enter');
    await page.waitForURL(/open\/prova-pagine\?party/);
    await look(page, 'person-chosen');
    await press(page, 'Enter'); // the button to go on has the focus
    await page.waitForURL(/desk\/drafts/);
    await look(page, 'draft');

    await tabTo(page, '#motivo');
    await type(page, 'Pianta malata');
    await press(page, 'Tab');
    await type(page, '31/02/2026');
    await press(page, 'Enter');
    await page.waitForSelector('.error-summary');
    await look(page, 'draft-errors');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('error-summary');
    await press(page, 'Tab', 'Enter'); // the first link of the summary leads to the field
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('dal');
    await page.keyboard.press('Control+A');
    await type(page, '01/12/2026');
    await press(page, 'Enter');
    await page.waitForURL(/desk\/opened/);
    await look(page, 'opened');

    const others = {
      search: `/search?q=tastiera${width}`,
      parties: '/parties?q=tast',
      missing: '/desk/open/pesca',
    };
    for (const [name, path] of Object.entries(others)) {
      await page.goto(site.url + path);
      await look(page, name);
    }
    expect(refused).toEqual([]);
    await page.close();
  });

  test('the administrator’s page of the engine', async () => {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    await login(page, 'mario');
    await page.goto(`${site.url}/admin/engine`);
    await look(page, 'engine');
    await page.close();
  });
});

test('typed answers are kept as they are given, and the page is not disturbed', async () => {
  const page = await browser.newPage();
  await login(page, 'bruno');
  await page.goto(`${site.url}/parties/new?kind=person&next=/desk/open/prova-pagine`);
  await page.fill('#familyName', 'Lenti');
  await page.fill('#noCodeReason', 'appena arrivata');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\?party/);
  await page.waitForFunction(() => document.activeElement?.matches('button')); // the way on has the focus
  await page.keyboard.press('Enter');
  await page.waitForURL(/drafts/);
  const saved = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.fill('#motivo', 'Rami sulla strada');
  await page.focus('#alberi');
  await saved;
  await page.keyboard.type('12');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('alberi');
  await page.reload();
  expect(await page.inputValue('#motivo')).toBe('Rami sulla strada');
  await page.close();
});
