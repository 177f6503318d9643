import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { inRepo } from '../../core/paths.js';
import { loadFolder } from '../../processes/catalogue/folder.js';
import { look } from '../helpers/look.js';
import { people, type People } from '../helpers/people.js';

/** Nothing here is published: whatever goes wrong, what was drawn stays. */
const base = inject('sportelloUrl');
const procedure = 'abbattimento-alberi';
const patience = { timeout: 60_000 };
let staff: People;
beforeAll(async () => {
  staff = await people(base);
});
afterEach(() => staff.leave());
afterAll(() => staff.close());

const open = async (page: Page): Promise<void> => {
  await page.goto(`${base}/workshop/${procedure}`);
  await page.locator('#problems-count', { hasText: /^(nessuno|none)$/ }).waitFor(patience);
};

/** Gives the task «Fai il sopralluogo» another name in the panel. */
const rename = async (page: Page, name: string): Promise<void> => {
  const step = page.locator('.djs-shape[data-element-id="Task_Inspection"]');
  await page.click('#fit');
  await step.click({ position: { x: 4, y: 4 } });
  const group = page.locator('[data-group-id="group-general"] .bio-properties-panel-group-header');
  if (!(await page.locator('#bio-properties-panel-name').isVisible())) await group.click();
  await page.fill('#bio-properties-panel-name', name);
  await page.locator('#saved', { hasText: /\d/ }).waitFor(patience);
};

const message = (page: Page, text: string) => page.locator('#message', { hasText: text });
const drawn = (page: Page, name: string) => page.locator('.djs-shape', { hasText: name }).first();

const publish = async (page: Page): Promise<void> => {
  await page.click('#publish');
  await page.fill('#reason', 'Prova');
  await page.click('#publish-go');
};

const chosen = (page: Page, name: string, xml: string): Promise<void> =>
  page.setInputFiles('#file', { name, mimeType: 'application/xml', buffer: Buffer.from(xml) });

test('a server that is away, a version that is overtaken: said, and the drawing is still there', async () => {
  const lara = await staff.as('lara');
  await open(lara);
  await rename(lara, 'Ispeziona');
  await lara.route(/\/(check|publish)$/, (route) => route.abort());
  await publish(lara);
  await message(lara, 'Il server non risponde').waitFor(patience);
  await lara.click('#check');
  await message(lara, 'controllo del Comune non è riuscito').waitFor(patience);
  expect(await lara.textContent('#problems-count')).toContain('il controllo del Comune manca');
  await look(lara, 'workshop-server-away');
  await lara.unroute(/\/(check|publish)$/);

  const { message: sentence, remedy } = { message: 'Intanto Bruno ha pubblicato.', remedy: 'Riportale lì.' };
  await lara.route(/\/publish$/, (route) =>
    route.fulfill({
      status: 409,
      json: { error: { code: 'procedure.overtaken', message: sentence, remedy } },
    }),
  );
  await publish(lara);
  await message(lara, `${sentence} ${remedy}`).waitFor(patience);
  expect(await drawn(lara, 'Ispeziona').count()).toBe(1);
  expect(staff.complaints).toEqual([]);
});

test('files: saved as drawn, opened again; what can’t be read leaves the drawing as it was', async () => {
  const lara = await staff.as('lara');
  await open(lara);
  await rename(lara, 'Ispeziona');
  for (const [name, xml, reason] of [
    ['elenco.bpmn', '<elenco/>', 'non è un diagramma BPMN leggibile'],
    ['bomba.bpmn', '<!DOCTYPE d [<!ENTITY a "b">]><d/>', 'DOCTYPE'],
    ['enorme.bpmn', ' '.repeat(2 * 1024 * 1024 + 1), 'supera i 2 MB'],
  ] as const) {
    await chosen(lara, name, xml);
    await message(lara, `${name} non si può aprire`).filter({ hasText: reason }).waitFor(patience);
    expect(await drawn(lara, 'Ispeziona').count(), name).toBe(1);
  }
  const [download] = await Promise.all([lara.waitForEvent('download'), lara.click('#download')]);
  expect(download.suggestedFilename()).toBe(`${procedure}.bpmn`);
  const { bpmn } = await loadFolder(inRepo(`processes/${procedure}`));
  await chosen(lara, 'altro.bpmn', bpmn.replace('Fai il sopralluogo', 'Guarda la pianta'));
  await message(lara, 'Aperto altro.bpmn').waitFor(patience);
  await drawn(lara, 'Guarda la').waitFor();
  await lara.setInputFiles('#file', await download.path());
  await drawn(lara, 'Ispeziona').waitFor(patience);
  expect(staff.complaints).toEqual([]);
});

test('a working copy from an earlier version says so; discarded, it doesn’t come back', async () => {
  const lara = await staff.as('lara');
  await open(lara);
  await rename(lara, 'Ispeziona');
  await lara.evaluate(() => {
    for (const key of Object.keys(localStorage)) {
      const draft = JSON.parse(localStorage.getItem(key) ?? '{}') as object;
      localStorage.setItem(key, JSON.stringify({ ...draft, versionId: 'an earlier one' }));
    }
  });
  await open(lara);
  await message(lara, 'non è più quella in vigore').waitFor(patience);
  await look(lara, 'workshop-older-draft');
  await lara.click('#discard');
  await open(lara);
  expect(await lara.isVisible('#message')).toBe(false);
  const other = await staff.as('mario'); // another person at another browser has nothing to restore
  await open(other);
  expect(await other.isVisible('#message')).toBe(false);
});

test('in English too; the panel can be put away', async () => {
  const lara = await staff.as('lara');
  await lara.goto(`${base}/workshop`);
  await lara.locator('header summary').click();
  await lara.getByRole('button', { name: 'English' }).click();
  await open(lara);
  expect(await lara.textContent('.tools')).toContain('Publish new version');
  expect(await lara.textContent('#properties')).toContain('General');
  await lara.click('#toggle-properties');
  expect(await lara.isVisible('#properties')).toBe(false);
  expect(await lara.getAttribute('#toggle-properties', 'aria-expanded')).toBe('false');
  expect(await lara.isVisible('.bjs-powered-by')).toBe(true); // bpmn.io’s licence wants its mark in sight
});
