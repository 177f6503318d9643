import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, onTestFailed, test } from 'vitest';
import { inRepo } from '../../core/paths.js';
import { notify } from '../../db/listen.js';
import { loadProcedure } from '../../processes/catalogue/folder.js';
import { publishVersion } from '../../processes/catalogue/publish.js';
import { untilPublished } from '../../start/until-published.js';
import { engineWorld, type EngineWorld } from '../helpers/engine.js';
import { lookInto } from '../helpers/look.js';
import { people, type People } from '../helpers/people.js';
import { field, noProblems, openGroups, problems, state } from '../web/modeler-page.js';
import { askedAtDesk, doneTask, openCase, strokes } from './workshop-people.js';

const base = inject('sportelloUrl');
const procedure = 'prova-aiuola';
const patience = { timeout: 60_000 };
const look = lookInto('workshop');
let staff: People;
let world: EngineWorld;

beforeAll(async () => {
  [staff, world] = await Promise.all([people(base), engineWorld()]);
  const { db, clock } = world.services;
  const { bundle, files } = await loadProcedure(inRepo('tests/browser/workshop-procedure'));
  const publish = { bundle, files, createdBy: 'Prova', reason: null, at: clock.now() };
  const id = await db.transaction((trx) => publishVersion(trx, publish));
  expect(await untilPublished(db, [id])).toEqual([]);
});
afterAll(async () => {
  const { db } = world.services;
  await db('gym').update({ wanted_at: null }); // it stops at once, and leaves the machine to the next tests
  await db('procedure_version').where({ procedure_id: procedure }).update({ status: 'rejected' });
  await notify(db, 'procedures');
  await staff.close();
  await world.close();
});

/** Takes hold of a flow where it leaves its gateway downwards, beside its text. */
const pickFlow = async (page: Page, id: string): Promise<void> => {
  const line = await page.locator(`.djs-connection[data-element-id="${id}"] > .djs-visual`).boundingBox();
  if (!line) throw new Error(`${id} is not drawn`);
  await page.mouse.click(line.x + 1, line.y + line.height * 0.7);
};

const sentence = (page: Page, text: string) => problems(page).filter({ hasText: text });

/** Changes the term on the sheet's form. */
const changeTerm = async (lara: Page, draft: string): Promise<void> => {
  await lara.goto(`${draft}/sheet`);
  await state(lara, 'Tutto salvato');
  await lara.getByLabel('Giorni del termine').fill('45');
  await state(lara, /Salvato alle \d/);
};

/** Lets beds up to fifty square metres go without a visit; the half-written condition is told at once. */
const changeGateway = async (lara: Page): Promise<void> => {
  await lara.click('[data-element-id="Flow_Small_label"]');
  await openGroups(lara);
  await lara.locator('[data-entry-id="conditionExpression"] .cm-content').click();
  await lara.keyboard.press('Control+A');
  await lara.keyboard.type('metri <=');
  await sentence(lara, 'l’espressione FEEL non è scritta bene').waitFor(patience);
  await lara.keyboard.type(' 50');
  await noProblems(lara);
};

/** Makes something else of what is selected, by the wrench beside it. */
const replaceBy = async (lara: Page, kind: string): Promise<void> => {
  await lara.click('.djs-context-pad [data-action="replace"]');
  await lara.locator('.djs-popup .entry').getByText(kind, { exact: true }).click();
};

/** No default way out, no form: three things to mend, each led to from the list. */
const breakAndMend = async (lara: Page): Promise<void> => {
  await pickFlow(lara, 'Flow_Big');
  await replaceBy(lara, 'Flusso');
  await lara.click('#canvas .djs-shape[data-element-id="Task_Visit"]', { position: { x: 6, y: 6 } });
  await openGroups(lara);
  await field(lara, 'Codice del modulo (file .form)').fill('');
  await lara.locator('#problems-count', { hasText: '3 da correggere' }).waitFor(patience);
  await look(lara, 'three-findings');
  await sentence(lara, 'scegli il modulo').getByRole('button').click();
  await lara.locator('#properties :focus').waitFor(patience); // the field itself, ready to be written in
  await lara.keyboard.type('esame');
  await lara.locator('#problems-count', { hasText: '2 da correggere' }).waitFor(patience);
  await sentence(lara, 'fanne il flusso predefinito').getByRole('button').click();
  await replaceBy(lara, 'Flusso predefinito');
  await noProblems(lara);
  await state(lara, /Salvato alle \d/);
};

/** Writes something else into a scenario. */
const rewrite = async (lara: Page, scenario: string, from: string, to: string): Promise<void> => {
  await lara.goto(scenario);
  await state(lara, 'Tutto salvato');
  const text = lara.getByLabel('Testo dello scenario');
  await text.fill((await text.inputValue()).replace(from, to));
  await state(lara, /Salvato alle \d/);
};

const scenarios = '[aria-labelledby="run-scenarios"]';

/** The draft's scenarios walked in the gym. @returns what the page says of one of them, once all are through */
const walked = async (lara: Page, draft: string, title: string): Promise<Locator> => {
  await lara.goto(draft);
  await lara.getByRole('button', { name: 'Esegui tutti gli scenari' }).click();
  await lara.waitForURL(/#gym$/); // asked for: what the page said of the run before is gone
  await lara.locator(scenarios, { hasText: 'Finiti.' }).waitFor({ timeout: 120_000 }); // the page says so by itself
  return lara.locator(`${scenarios} tr`, { hasText: title });
};

/** 45 days in seconds; a scenario that counts on the gateway as it was fails, is mended and goes. */
const tryInTheGym = async (lara: Page, draft: string): Promise<void> => {
  await rewrite(lara, `${draft}/scenarios/scaduta`, 'P30D', 'P45D');
  const red = await walked(lara, draft, 'Affidata dopo il sopralluogo');
  expect(await lara.textContent(scenarios)).toContain('3 su 3. 1 non va.');
  await look(lara, 'gym-red');
  const late = lara.locator(`${scenarios} tr`, { hasText: 'Nessuno risponde entro il termine' });
  expect(await late.textContent()).toContain('Va bene');
  const [days = ''] = await late.locator('.number').allTextContents();
  expect(Number(days)).toBeGreaterThanOrEqual(45);
  await red.getByRole('link').click();
  await lara.getByText('il compito «Fai il sopralluogo» non c’è: pratica chiusa').waitFor();
  expect(await strokes(lara, ['Task_Look', 'Task_Visit'])).toEqual(['red', null]);
  await look(lara, 'walk-red');

  await rewrite(lara, `${draft}/scenarios/media`, 'metri: 30', 'metri: 80');
  const green = await walked(lara, draft, 'Affidata dopo il sopralluogo');
  expect(await lara.textContent(scenarios)).not.toContain('non va');
  await green.getByRole('link').click();
  await lara.getByText('Va bene').waitFor();
  expect(await strokes(lara, ['Task_Look', 'Task_Visit'])).toEqual(['green', 'green']);
  await look(lara, 'walk-green');
};

/** The version of the procedure that a case runs on, as the data bank has it. */
const versionOf = async (number: string): Promise<number> => {
  const [version] = (await world.services
    .db('case_file as file')
    .join('procedure_version as version', 'version.id', 'file.procedure_version_id')
    .where({ number })
    .pluck('engine_version')) as number[];
  return version ?? 0;
};

test('term and gateway changed, broken, mended, tried over 45 days, published by two, beside an old case', async () => {
  onTestFailed(() => staff.picture());
  const anna = await staff.as('anna');
  const old = await askedAtDesk(anna, 'Vecchia', 'GRDVCC80A41H223');
  expect(await anna.textContent('.term-sentence')).toContain('30 giorni');

  const lara = await staff.as('lara');
  await lara.goto(`${base}/workshop`);
  await lara.getByRole('button', { name: /Inizia una bozza.*aiuola/ }).click();
  await lara.waitForURL(/\/drafts\//);
  const draft = lara.url();
  await lara.getByRole('button', { name: 'Porta la bozza in palestra' }).click(); // it opens meanwhile
  await lara.locator('#run-visit').waitFor();
  await changeTerm(lara, draft);
  await lara.goto(`${draft}/diagram`);
  await noProblems(lara);
  await changeGateway(lara);
  await breakAndMend(lara);
  await tryInTheGym(lara, draft);

  await lara.goto(draft);
  await lara.getByRole('link', { name: 'Confronta e chiedi la pubblicazione' }).click();
  await lara.waitForURL(/compare/);
  const changes = (await lara.textContent('main')) ?? '';
  expect(changes).toContain('Il termine passa da 30 giorni a 45 giorni');
  expect(changes).toContain('cambia da «=metri <= 20» a «=metri <= 50»');
  expect(changes).not.toContain('spostati nel disegno');
  expect(await strokes(lara, ['Flow_Small', 'Flow_Big'], 'path')).toEqual(['blue', null]);
  expect(changes).toContain('La pratica aperta continua sulla sua versione');
  await look(lara, 'compare');
  await lara
    .getByLabel('Che cosa cambia e perché')
    .fill('Le aiuole fino a cinquanta metri si affidano subito.');
  await lara.getByRole('button', { name: 'Chiedi la pubblicazione' }).click();
  await lara.getByText('la decide un’altra persona').first().waitFor();

  const mario = await staff.as('mario');
  await mario.goto(`${base}/workshop`);
  await mario.getByRole('link', { name: /Guarda e decidi/ }).click();
  await mario.getByRole('button', { name: 'Approva e pubblica' }).waitFor();
  await look(mario, 'decide');
  await mario.getByRole('button', { name: 'Approva e pubblica' }).click();
  await mario.getByText('Approvata e inviata al motore').waitFor();
  const row = mario.locator('#procedures tr', { hasText: 'aiuola' });
  await row.getByText('Le aiuole fino a cinquanta metri').waitFor(patience); // the page says so by itself
  await look(mario, 'approved');

  const fresh = await askedAtDesk(anna, 'Nuova', 'GRDNVU80A41H223');
  expect(await anna.textContent('.term-sentence')).toContain('45 giorni');
  const carla = await staff.as('carla');
  for (const number of [fresh, old]) await doneTask(carla, number, 'Esamina la domanda');
  await openCase(anna, fresh);
  await anna.getByText(/La pratica è chiusa dal .*: Affidata\./).waitFor(patience);
  await openCase(anna, old);
  await anna.getByText('Tocca a Servizio ambiente: Fai il sopralluogo').waitFor(patience);
  expect(await anna.textContent('.term-sentence')).toContain('30 giorni');
  await look(anna, 'old-case');
  await doneTask(carla, old, 'Fai il sopralluogo');
  await anna.getByText(/La pratica è chiusa dal .*: Affidata dopo il sopralluogo/).waitFor(patience);

  const [earlier, later] = [await versionOf(old), await versionOf(fresh)];
  expect(later).toBe(earlier + 1);
  await anna.goto(`${base}/procedures/${procedure}`);
  expect(await anna.textContent('main')).toContain(`Versione ${later}, in vigore`);
  expect(staff.complaints).toEqual([]);
}, 240_000);
