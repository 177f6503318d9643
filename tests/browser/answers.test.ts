import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, onTestFailed, test } from 'vitest';
import { readPdf } from '../helpers/pdf.js';
import { answer, complete, people, taxCode, type People } from '../helpers/people.js';
import { picture } from '../helpers/look.js';

const base = inject('sportelloUrl');
const patience = { timeout: 30_000 };
const code = taxCode('LNZBTT71C52H223');
let staff: People;
beforeAll(async () => {
  staff = await people(base);
});
afterAll(() => staff.close());

/** Anna opens a case for a person she has not seen before. @returns the case's number and what its receipt says */
const openCase = async (anna: Page): Promise<{ number: string; receipt: string }> => {
  await anna.fill('#open-word', 'albero');
  await anna.press('#open-word', 'Enter');
  await anna.getByRole('link', { name: /Scegli.*Abbattimento/ }).click();
  await anna.getByRole('link', { name: 'Nuova persona' }).click();
  await anna.waitForURL(/parties\/new/);
  await answer(anna, {
    familyName: 'Lanzarini',
    givenName: 'Benedetta',
    taxCode: code,
    birthDate: '12/03/1971',
    birthPlace: 'Reggio Emilia',
    street: 'Via dei Tigli 88',
    postalCode: '42010',
    municipality: 'Borgo Olmeto',
    province: 'RE',
  });
  await anna.press('#familyName', 'Enter');
  await anna.getByRole('button', { name: /Continua con/ }).click();
  await anna.waitForURL(/desk\/drafts/);
  await answer(anna, {
    numeroAlberi: '1',
    specie: 'tiglio',
    circonferenza: '110',
    platano: 'no',
    luogo: 'cortile di vicolo Stretto 5',
    titolo: 'proprietario',
    motivo: 'Ramo spezzato sopra il passaggio',
  });
  await anna.getByRole('button', { name: 'Registra e apri la pratica' }).click();
  await anna.waitForURL(/desk\/opened/);
  const number = /\d{4}\/\d+/.exec((await anna.textContent('h1')) ?? '')?.[0] ?? '';
  const [download] = await Promise.all([
    anna.waitForEvent('download'),
    anna.click('a[href*="/documents/"][href$="?download=1"]'),
  ]);
  const { text } = await readPdf(await readFile(await download.path()));
  return { number, receipt: text };
};

/** The page that the receipt leads to: short address and code, as they are printed beside the QR code. */
const addressOn = (receipt: string): string => {
  const printed = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(receipt)?.[0] ?? '';
  expect(receipt).toContain(`${base.replace('http://', '')}/stato `);
  return `${base}/stato/${printed}`;
};

test('the card follows the case as it moves, and so does the public page, which names nobody', async () => {
  onTestFailed(() => staff.picture());
  const anna = await staff.as('anna');
  const { number, receipt } = await openCase(anna);
  const address = addressOn(receipt);

  await anna.goto(`${base}/search?q=${encodeURIComponent(number)}`);
  await anna.waitForURL(/\/cases\//);
  await anna.getByRole('link', { name: 'Leggi la risposta' }).click();
  const card = anna.locator('#answer');
  await card.getByText('Il Servizio ambiente sceglie chi segue la pratica').waitFor(patience);
  await card.getByText(/L’ultima lettera è «Ricevuta.*protocollo/).waitFor();
  await card.getByText('Se vuole, può presentare allo sportello: Rinuncia').waitFor();
  await picture(anna, 'answers-card');

  const dario = await staff.as('dario');
  await dario.goto(`${base}/inbox?view=office&q=${encodeURIComponent(number)}`);
  await dario.locator('#tasks').getByRole('link', { name: 'Assegna il responsabile' }).click(patience);
  await answer(dario, { responsabile: 'dario', ammissibile: 'si', avvioSeparato: 'no' });
  await complete(dario);
  // nobody touches Anna's page: it is told that the case has moved
  await card.getByText('va sul posto, misura l’albero').first().waitFor(patience);
  expect(await card.textContent()).not.toMatch(/Task_|Gateway_|undefined/);

  const outside = await staff.browser.newContext({ viewport: { width: 360, height: 800 }, locale: 'it-IT' });
  const phone = await outside.newPage();
  await phone.goto(address);
  await picture(phone, 'answers-status');
  const html = await phone.content();
  for (const said of [number, 'va sul posto, misura l’albero', 'Scelto chi segue la pratica', 'Ricevuta'])
    expect(html).toContain(said);
  for (const personal of [
    'Lanzarini',
    'Benedetta',
    code,
    'Tigli',
    'vicolo Stretto',
    'tiglio',
    'Dario',
    'Anna',
  ])
    expect(html).not.toContain(personal);
  expect(await outside.cookies()).toEqual([]);
  await phone.click('text=Come funziona questo procedimento');
  await phone.getByRole('heading', { name: 'Quanto dura davvero' }).waitFor();
  await phone.getByText('Domanda di Abbattimento alberi', { exact: true }).click();
  await picture(phone, 'answers-sheet');
  await outside.close();
  expect(staff.complaints).toEqual([]);
});
