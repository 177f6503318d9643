import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, onTestFailed, test } from 'vitest';
import { look } from '../helpers/look.js';
import { answer, complete, people, taxCode, type People } from '../helpers/people.js';

const base = inject('sportelloUrl');
let staff: People;
beforeAll(async () => {
  staff = await people(base);
});
afterAll(() => staff.close());

const patience = { timeout: 30_000 };
const name = 'Incerti Della Valle';
const note = 'Manca la descrizione del pericolo: la signora la detta per telefono.';

/** Opens a case's task from the office's list, once it has come. */
const openTask = async (page: Page, number: string, task: string): Promise<void> => {
  await page.goto(`${base}/inbox?view=office&q=${encodeURIComponent(number)}`);
  await page.locator('#tasks').getByRole('link', { name: task, exact: true }).click(patience);
  await page.waitForURL(/\/tasks\/\d+$/);
};

/** Begins a request at the desk, half done: some answers, a photograph, a note for whoever continues. */
const beginRequest = async (anna: Page): Promise<void> => {
  await anna.fill('#open-word', 'albero');
  await anna.press('#open-word', 'Enter');
  await anna.getByRole('link', { name: /Scegli.*Abbattimento/ }).click();
  await anna.getByRole('link', { name: 'Nuova persona' }).click();
  await anna.waitForURL(/parties\/new/);
  await answer(anna, {
    familyName: name,
    givenName: 'Lucia',
    taxCode: taxCode('NCRLCU80A41H223'),
    birthDate: '01/01/1980',
    birthPlace: 'Reggio Emilia',
    street: 'Via dei Tigli 8',
    postalCode: '42013',
    municipality: 'Casalgrande',
    province: 'RE',
  });
  await anna.press('#familyName', 'Enter');
  await anna.getByRole('button', { name: /Continua con/ }).click();
  await anna.waitForURL(/desk\/drafts/);
  await answer(anna, { numeroAlberi: '1', specie: 'pioppo', circonferenza: '190', platano: 'no' });
  const photo = await anna.screenshot({ type: 'jpeg', quality: 50 });
  await anna.setInputFiles('#foto', { name: 'pioppo.jpg', mimeType: 'image/jpeg', buffer: photo });
  await anna.getByRole('button', { name: 'Salva e continua dopo' }).click();
  await anna.waitForURL(/\/desk$/);
  await anna.getByRole('link', { name: new RegExp(name) }).click();
  await anna.getByText('Scrivi una consegna per chi continua').click();
  await anna.fill('#draft-note-text', note);
  await anna.getByRole('button', { name: 'Aggiungi la consegna' }).click();
  await anna.getByText('Consegna aggiunta.').waitFor();
};

test('a colleague finishes a half-done request from the screen alone, and the trail names both', async () => {
  onTestFailed(() => staff.picture());
  const anna = await staff.as('anna');
  await beginRequest(anna);

  const bruno = await staff.as('bruno');
  await bruno.getByRole('link', { name: new RegExp(name) }).click(); // on his own page of the desk
  const found = (await bruno.textContent('main')) ?? '';
  for (const said of [note, 'pioppo', 'pioppo.jpg', 'Questa bozza è di Anna Ferrari'])
    expect(found).toContain(said);
  await anna.getByText('Bruno Costa: ha aperto questa bozza adesso.').waitFor(patience);
  await look(bruno, 'casework-colleague');
  await bruno.getByRole('button', { name: 'Continua tu questa bozza' }).click();
  await anna.getByText('Questa bozza è di Bruno Costa').waitFor(patience); // her open page is told by itself

  await anna.fill('#motivo', 'Scritto da Anna mentre Bruno continua');
  await anna.getByRole('button', { name: 'Salva e continua dopo' }).click();
  await anna.getByText('Intanto avevi scritto').waitFor(patience);
  expect(await anna.textContent('main')).toContain('Scritto da Anna mentre Bruno continua');

  await answer(bruno, {
    luogo: 'via Roma 3',
    titolo: 'proprietario',
    motivo: 'Tronco spaccato',
    pericoloImmediato: true,
  });
  await answer(bruno, { pericoloDescrizione: 'Ramo sospeso sul marciapiede' });
  await bruno.getByRole('button', { name: 'Registra e apri la pratica' }).click();
  await bruno.waitForURL(/desk\/opened/);
  expect(await bruno.textContent('main')).toContain('pioppo.jpg');
  const number = /\d{4}\/\d+/.exec((await bruno.textContent('h1')) ?? '')?.[0] ?? '';

  const dario = await staff.as('dario');
  await openTask(dario, number, 'Assegna il responsabile');
  expect(await dario.textContent('main')).toContain(note);
  await answer(dario, { responsabile: 'dario', ammissibile: 'si', avvioSeparato: 'no' });
  await complete(dario);

  await openTask(bruno, number, 'Avvisa che può abbattere subito');
  await answer(bruno, { avvisoData: '03/03/2026', avvisoDato: true });
  await complete(bruno);

  await anna.goto(`${base}/search?q=${encodeURIComponent(number)}`);
  await anna.waitForURL(/\/cases\//);
  await anna.getByText('Fatto: Avvisa che può abbattere subito').waitFor(patience);
  const told = (await anna.locator('.timeline li').allTextContents()).map((line) =>
    line.replace(/\s+/g, ' '),
  );
  for (const [act, who] of [
    ['Richiesta cominciata allo sportello', 'Anna Ferrari'],
    ['Consegna scritta sulla bozza', 'Anna Ferrari'],
    ['Continuata la bozza di Anna Ferrari', 'Bruno Costa'],
    ['Pratica aperta', 'Bruno Costa'],
    ['Fatto: Avvisa che può abbattere subito', 'Bruno Costa'],
  ] as const)
    expect(
      told.some((line) => line.includes(`${act} · ${who}`)),
      act,
    ).toBe(true);
  const page = (await anna.textContent('#case')) ?? '';
  expect(page).toContain(note);
  for (const said of ['pioppo', 'Dario Galli']) expect(page).toContain(said);
  await look(anna, 'casework-case');
  expect(staff.complaints).toEqual([]);
});
