import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { inRepo } from '../../core/paths.js';
import { look } from '../helpers/look.js';
import {
  drawn,
  field,
  message,
  modelerSite,
  noProblems,
  openGroups,
  problems,
  state,
  taken,
  type ModelerSite,
} from './modeler-page.js';

const patience = { timeout: 60_000 };
let world: ModelerSite;

beforeAll(async () => {
  world = await modelerSite();
});
afterEach(() => world.staff.leave());
afterAll(() => world.close());

/** Puts a clerk's task onto the flow between two elements, as the mouse does it. */
const insertTask = async (page: Page, flow: string): Promise<void> => {
  await page.click('.djs-palette [data-action="create"]');
  await page.locator('.djs-popup .entry', { hasText: 'Compito di un ufficio' }).click();
  const line = await page.locator(`[data-element-id="${flow}"] .djs-visual`).boundingBox();
  if (!line) throw new Error(`${flow} is not drawn`);
  const [x, y] = [line.x + line.width / 2, line.y + line.height / 2];
  await page.mouse.move(x - 40, y - 40);
  await page.mouse.move(x, y, { steps: 5 });
  await page.mouse.click(x, y);
};

test('drawn, told what is wrong, mended from the list by keyboard, saved, arranged, simulated, taken along', async () => {
  const id = await world.draft();
  const lara = await world.open('lara', id);
  await state(lara, 'Tutto salvato');
  expect(await lara.isVisible('.bjs-powered-by')).toBe(true); // bpmn.io’s licence wants its mark in sight

  // A task put on the flow lacks everything: said in the list, on the canvas and beside the fields
  await insertTask(lara, 'Flow_End');
  await problems(lara).filter({ hasText: 'scegli l’ufficio che lo fa' }).waitFor(patience);
  expect(await lara.locator('.mark-error').count()).toBe(1);
  await lara.click('[data-element-id="Start"]');
  await problems(lara).filter({ hasText: 'dagli un nome' }).first().getByRole('button').focus();
  await lara.keyboard.press('Enter');
  await lara.locator('#properties :focus').waitFor(patience); // the field itself, ready to be written in
  await look(lara, 'workshop-problems');
  await openGroups(lara);
  await field(lara, 'Nome').fill('Chiedi un parere');
  await field(lara, 'Due frasi per chi svolge il compito').fill('Chiedi il parere. Serve a decidere.');
  await field(lara, 'Ufficio').selectOption('Servizi demografici');
  await field(lara, 'Modulo').selectOption('esame');
  await field(lara, 'Frase').fill('L’ufficio chiede un parere.');
  await noProblems(lara);
  await state(lara, /Salvato alle \d/);
  expect(await world.stored(id)).toContain('name="Chiedi un parere"');

  // Arranged in one step that can be undone
  const left = async (): Promise<number> => (await drawn(lara, 'Guarda la').boundingBox())?.x ?? 0;
  await lara.click('#fit');
  const before = await left();
  await lara.click('#arrange');
  await message(lara, 'Disposto da capo');
  await lara.click('#undo');
  await lara.click('#fit');
  expect(await left()).toBe(before);

  // Tokens walk on a copy, in Italian
  await lara.click('#simulate');
  await message(lara, 'Simulazione su una copia');
  await lara.locator('#simulation [title="Fallo accadere"]').first().click();
  await lara
    .locator('#simulation .bts-text', { hasText: 'Il processo è iniziato' })
    .first()
    .waitFor({ ...patience, state: 'attached' });
  await look(lara, 'workshop-simulation');
  await lara.click('#simulate');
  expect(await lara.isVisible('#canvas')).toBe(true);

  for (const [button, name, first] of [
    ['#download', 'prova-officina.bpmn', '<?xml'],
    ['#download-svg', 'prova-officina.svg', '<?xml'],
    ['#download-png', 'prova-officina.png', '\x89PNG'],
  ] as const) {
    const download = await taken(lara, button);
    expect(download.name).toBe(name);
    expect(download.content.toString('latin1').startsWith(first), name).toBe(true);
  }
  expect(world.staff.complaints).toEqual([]);
}, 240_000);

test('no script of the page is over 700 KB as it travels', () => {
  const folder = inRepo('web/assets/dist');
  const scripts = readdirSync(folder).filter((name) => /^modeler.*\.js$/.test(name));
  expect(scripts).toContain('modeler.js');
  for (const name of scripts)
    expect(gzipSync(readFileSync(`${folder}/${name}`)).length, name).toBeLessThan(700 * 1024);
});

test('the keyboard alone reaches palette, canvas and panel; in English too', async () => {
  const lara = await world.open('lara', await world.draft());
  const address = lara.url();
  const reached = new Set<string>();
  for (let presses = 0; presses < 80 && reached.size < 3; presses += 1) {
    await lara.keyboard.press('Tab');
    const place = await lara.evaluate(() => {
      const focused = document.activeElement;
      if (focused?.closest('.djs-palette')) return 'palette';
      if (focused?.closest('#properties')) return 'panel';
      return focused?.closest('#canvas svg') ? 'canvas' : '';
    });
    if (place) reached.add(place);
  }
  expect([...reached].sort()).toEqual(['canvas', 'palette', 'panel']);
  await lara.goto(`${world.site.url}/workshop`);
  await lara.locator('header summary').click();
  await lara.getByRole('button', { name: 'English' }).click();
  await lara.goto(address);
  await lara.locator('#problems-count', { hasText: /^none$/ }).waitFor(patience);
  expect(await lara.textContent('.tools')).toContain('Try and publish');
  expect(await lara.textContent('#properties')).toContain('General');
});
