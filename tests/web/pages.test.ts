import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inRepo } from '../../core/paths.js';
import { axeFindings, launchBrowser } from '../helpers/browser.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let browser: Browser;
const pictures = inRepo('test-results/pages');

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
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

/** A picture, and what is wrong with the page: accessibility, wider than the window, what its policy refused. */
const look = async (page: Page, name: string, width: number): Promise<void> => {
  await page.screenshot({ path: `${pictures}/${name}-${width}.png`, fullPage: true });
  expect(await axeFindings(page), name).toEqual([]);
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(wider, `${name} is wider than ${width}`).toBe(false);
};

describe.each([1280, 768])('at %i pixels, by keyboard alone', (width) => {
  test('from the login to the receipt, every page accessible', async () => {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    const refused: string[] = [];
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) refused.push(message.text());
    });
    await page.goto(`${site.url}/login`);
    await look(page, 'login', width);
    await login(page, 'anna');
    await look(page, 'desk', width);
    await tabTo(page, 'nav.rooms summary');
    await press(page, 'Enter');
    await page.screenshot({ path: `${pictures}/more-rooms-${width}.png` });
    await tabTo(page, 'nav.rooms a[href="/professionals"]');
    await press(page, 'Enter');
    await page.waitForURL(/professionals/);
    await page.goBack();

    await tabTo(page, '#open-word');
    await type(page, 'collaudo');
    await press(page, 'Enter');
    await page.waitForURL(/desk\/open\?/);
    await look(page, 'open', width);
    await tabTo(page, '#procedures a.btn');
    await press(page, 'Enter');
    await page.waitForURL(/desk\/open\/prova-pagine/);
    await look(page, 'person', width);

    await tabTo(page, 'a[href*="kind=person"]');
    await press(page, 'Enter');
    await page.waitForURL(/parties\/new/);
    await tabTo(page, '#familyName');
    await type(page, `Tastiera${width}`);
    await press(page, 'Enter');
    await page.waitForSelector('.error-summary');
    await look(page, 'party-errors', width);
    await tabTo(page, '#noCodeReason');
    await type(page, 'appena arrivata');
    await press(page, 'Enter');
    await page.waitForURL(/open\/prova-pagine\?party/);
    await look(page, 'person-chosen', width);
    await press(page, 'Enter'); // the button to go on has the focus
    await page.waitForURL(/desk\/drafts/);
    await look(page, 'draft', width);

    await tabTo(page, '#motivo');
    await type(page, 'Pianta malata');
    await press(page, 'Tab');
    await type(page, '31/02/2026');
    await press(page, 'Enter');
    await page.waitForSelector('.error-summary');
    await look(page, 'draft-errors', width);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('error-summary');
    await press(page, 'Tab', 'Enter'); // the first link of the summary leads to the field
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('dal');
    await page.keyboard.press('Control+A');
    await type(page, '01/12/2026');
    await press(page, 'Enter');
    await page.waitForURL(/desk\/opened/);
    await look(page, 'opened', width);

    const others = {
      search: `/search?q=tastiera${width}`,
      parties: '/parties?q=tast',
      missing: '/desk/open/pesca',
    };
    for (const [name, path] of Object.entries(others)) {
      await page.goto(site.url + path);
      await look(page, name, width);
    }
    expect(refused).toEqual([]);
    await page.close();
  });

  test('the administrator’s page of the engine', async () => {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    await login(page, 'mario');
    await page.goto(`${site.url}/admin/engine`);
    await look(page, 'engine', width);
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
