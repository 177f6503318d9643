import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, test, vi } from 'vitest';
import { inRepo } from '../../core/paths.js';
import { loadFolder } from '../../processes/catalogue/folder.js';
import { publishVersion } from '../../processes/catalogue/publish.js';
import { comingTask, doneTask, openedCase } from '../helpers/cases.js';
import { engineWorld, type EngineWorld } from '../helpers/engine.js';
import { look } from '../helpers/look.js';
import { people, taxCode, type People } from '../helpers/people.js';

const base = inject('sportelloUrl');
const procedure = 'prova-officina';
const patience = { timeout: 60_000 };
let staff: People;
let world: EngineWorld;

beforeAll(async () => {
  [staff, world] = await Promise.all([people(base), engineWorld()]);
  const { db, clock, catalogue } = world.services;
  const bundle = await loadFolder(inRepo('tests/browser/workshop-procedure'));
  await db.transaction((trx) =>
    publishVersion(trx, { bundle, files: null, createdBy: 'prova', reason: null, at: clock.now() }),
  );
  await vi.waitUntil(() => catalogue.latest(procedure), { ...patience, interval: 50 });
});
afterEach(() => staff.leave());
afterAll(async () => {
  await staff.close();
  await world.close();
});

let born = 10;
const opened = (): Promise<{ id: string; number: string }> =>
  openedCase(world, procedure, {
    person: {
      givenName: 'Ada',
      familyName: 'Officini',
      taxCode: taxCode(`FFCDAA80A${(born += 1)}H223`),
    },
    application: { motivo: 'Prova' },
  });

/** The office does the task that both versions begin with. */
const looked = (caseId: string): Promise<void> =>
  doneTask(world, caseId, { element: 'Task_Look', office: 'demografici', data: { annotazioni: 'Letta' } });

const openWorkshop = async (viewport?: { width: number; height: number }): Promise<Page> => {
  const lara = await staff.as('lara', viewport);
  await lara.goto(`${base}/workshop`);
  await lara.getByRole('link', { name: /Apri.*officina/ }).click();
  await lara.locator('#problems-count', { hasText: /^nessuno$/ }).waitFor(patience);
  return lara;
};

const problems = (page: Page) => page.locator('#problems li');
const noProblems = (page: Page) =>
  page.locator('#problems-count', { hasText: /^nessuno$/ }).waitFor(patience);

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

/** Opens the panel's groups that are closed. */
const openGroups = async (page: Page): Promise<void> => {
  const closed = page.locator(
    '.bio-properties-panel-group-header:not(.open) .bio-properties-panel-group-header-title',
  );
  for (let left = await closed.count(); left > 0; left -= 1) await closed.nth(left - 1).click();
};

const field = (page: Page, label: string) => page.locator('#properties').getByLabel(label, { exact: true });

test('the analyst changes the way, sees what is wrong, publishes; new cases take it, the old one goes on on its own', async () => {
  const old = await opened();
  await comingTask(world, old.id, 'Task_Look');
  const lara = await openWorkshop();
  await look(lara, 'workshop-modeler');

  // A task put on the flow lacks everything: said in the list, on the canvas and beside the fields
  await insertTask(lara, 'Flow_End');
  await problems(lara).filter({ hasText: 'scegli l’ufficio che lo fa' }).waitFor(patience);
  const mark = lara.locator('.mark-error');
  expect(await mark.count()).toBe(1);
  await openGroups(lara);
  expect(await lara.textContent('#properties')).toContain('Modulo: da compilare.');
  await look(lara, 'workshop-problems');
  await lara.click('#publish');
  await lara.click('#publish-go');
  expect(await lara.textContent('#reason-error')).toContain('Scrivi in poche parole');
  await look(lara, 'workshop-publish');
  await lara.fill('#reason', 'Serve un parere');
  await lara.click('#publish-go');
  await lara.locator('#message', { hasText: 'Non pubblicato' }).waitFor(patience);

  // Mended by keyboard in the panel, started from the list
  await lara.click('[data-element-id="Start"]');
  await problems(lara).first().getByRole('button').focus();
  await lara.keyboard.press('Enter');
  await openGroups(lara);
  await field(lara, 'Nome').fill('Chiedi un parere');
  await field(lara, 'Due frasi per chi svolge il compito').fill('Chiedi il parere. Serve a decidere.');
  await field(lara, 'Ufficio').selectOption('Servizi demografici');
  await field(lara, 'Modulo').selectOption('esame');
  await field(lara, 'Frase').fill('L’ufficio chiede un parere.');
  await noProblems(lara);
  expect(await mark.count()).toBe(0);
  await lara.locator('#saved', { hasText: 'Copia di lavoro salvata' }).waitFor();
  await lara.click('#undo');
  await problems(lara).first().waitFor(patience);
  await lara.click('#redo');
  await noProblems(lara);

  // The work is still there for who comes back
  await lara.reload();
  await lara.locator('#message', { hasText: 'modifiche non pubblicate' }).waitFor(patience);
  await lara.click('#restore');
  await lara.locator('.djs-shape', { hasText: 'Chiedi un' }).first().waitFor();
  await noProblems(lara);
  await lara.click('#publish');
  await lara.fill('#reason', 'Serve un parere');
  await lara.click('#publish-go');
  await lara.locator('#message', { hasText: 'In vigore: versione 2' }).waitFor(patience);
  expect(await lara.textContent('#version-number')).toBe('2');
  await look(lara, 'workshop-in-force');
  await lara.reload();
  await noProblems(lara);
  expect(await lara.isVisible('#message')).toBe(false); // nothing left to offer

  // The case of before ends after its one task; the one of today goes on with the new one
  const young = await opened();
  await looked(old.id);
  await looked(young.id);
  const anna = await staff.as('anna');
  await anna.goto(`${base}/cases/${young.id}`);
  await anna.getByText('Tocca a Servizi demografici: Chiedi un parere').waitFor(patience);
  await look(anna, 'workshop-new-way');
  await anna.goto(`${base}/cases/${old.id}`);
  await anna.locator('#case', { hasText: 'Domanda guardata' }).waitFor(patience);
  expect(await anna.textContent('#case')).not.toContain('Chiedi un parere');
  await lara.goto(`${base}/workshop`);
  const row = lara.locator('tr', { hasText: 'Prova dell’officina' });
  expect(await row.textContent()).toMatch(/Serve un parere.*2.*Lara Bassi.*1/s);
  await look(lara, 'workshop-home');
  expect(staff.complaints).toEqual([]);
});
