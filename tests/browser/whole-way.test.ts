import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, onTestFailed, test } from 'vitest';
import { readPdf } from '../helpers/pdf.js';
import { answer, complete, people, taxCode, type People } from '../helpers/people.js';

const base = inject('sportelloUrl');
let staff: People;
beforeAll(async () => {
  staff = await people(base);
});
afterAll(() => staff.close());

const code = taxCode('BRTLRI85T50H223');
const patience = { timeout: 30_000 };

/** What the browser saves when a link is clicked. */
const saved = async (page: Page, link: string): Promise<{ name: string; pdf: Buffer }> => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click(link)]);
  return { name: download.suggestedFilename(), pdf: await readFile(await download.path()) };
};

/** Opens a case's task from the office's list, once it has come. */
const openTask = async (page: Page, number: string, name: string): Promise<void> => {
  await page.goto(`${base}/inbox?view=office&q=${encodeURIComponent(number)}`);
  await page.locator('#tasks').getByRole('link', { name, exact: true }).click(patience);
  await page.waitForURL(/\/tasks\/\d+$/);
  expect(await page.textContent('h1')).toBe(name);
};

const elements = (page: Page, ...ids: string[]): Promise<(string | null)[]> =>
  page.evaluate(
    (wanted) =>
      wanted.map((id) => document.querySelector(`[data-element-id="${id}"]`)?.getAttribute('class') ?? null),
    ids,
  );

test('from a person at the desk to the letter in their hand, on the real engine', async () => {
  onTestFailed(() => staff.picture());
  const anna = await staff.as('anna');
  await anna.fill('#open-word', 'albero');
  await anna.press('#open-word', 'Enter');
  await anna.getByRole('link', { name: /Scegli.*Abbattimento/ }).click();
  await anna.getByRole('link', { name: 'Nuova persona' }).click();
  await anna.waitForURL(/parties\/new/);
  await answer(anna, {
    familyName: 'Bertolini Della Ghirlandina',
    givenName: 'Ilaria',
    taxCode: code,
    birthDate: '10/12/1985',
    birthPlace: 'Reggio Emilia',
    street: 'Via dei Platani 3',
    postalCode: '42010',
    municipality: 'Borgo Olmeto',
    province: 'RE',
  });
  await anna.press('#familyName', 'Enter');
  await anna.getByRole('button', { name: /Continua con/ }).click();
  await anna.waitForURL(/desk\/drafts/);
  await answer(anna, {
    numeroAlberi: '2',
    specie: 'acero',
    circonferenza: '130',
    platano: 'no',
    luogo: 'via Roma 3',
    titolo: 'proprietario',
    motivo: 'Radici che sollevano il marciapiede',
  });
  const photo = await anna.screenshot({ type: 'jpeg', quality: 50 });
  await anna.setInputFiles('#foto', { name: 'acero.jpg', mimeType: 'image/jpeg', buffer: photo });
  await anna.getByRole('button', { name: 'Registra e apri la pratica' }).click();

  await anna.waitForURL(/desk\/opened/);
  expect(await anna.textContent('main')).toContain('acero.jpg');
  const number = /\d{4}\/\d+/.exec((await anna.textContent('h1')) ?? '')?.[0] ?? '';
  const protocol = /\d{7}\/\d{4}/.exec((await anna.textContent('.protocol')) ?? '')?.[0] ?? '';
  const receipt = await saved(anna, 'a[href*="/documents/"][href$="?download=1"]');
  const read = await readPdf(receipt.pdf);
  expect(receipt.name).toMatch(/\.pdf$/);
  for (const said of [protocol, number, code, 'Bertolini Della Ghirlandina', 'acero.jpg', 'via Roma 3'])
    expect(read.text).toContain(said);
  expect(read.info['Title']).toMatch(/ricevuta/i);
  expect(read.info['Tagged']).toBe('yes');
  expect(read.xmp).toMatch(/pdfaid:part(>|=")2/);
  expect(read.xmp).toMatch(/pdfaid:conformance(>|=")A/i);
  expect(read.xmp).toMatch(/pdfuaid:part(>|=")1/);
  expect(read.xmp).toMatch(/<dc:language>.*\bit\b/s);

  const dario = await staff.as('dario');
  await openTask(dario, number, 'Assegna il responsabile');
  await answer(dario, { responsabile: 'dario', ammissibile: 'si', avvioSeparato: 'no' });
  await complete(dario);
  await dario.getByText('Ecco il compito successivo').waitFor(patience); // his own, as responsible

  const carla = await staff.as('carla');
  await openTask(carla, number, 'Fai il sopralluogo');
  expect(await carla.textContent('main')).toContain('Radici che sollevano il marciapiede');
  await answer(carla, {
    sopralluogoData: '20/03/2026',
    specieAccertata: 'acero campestre',
    circonferenzaMisurata: '128',
    platano: 'no',
    stabilita: 'ridotta',
    rilievi: 'Pianta inclinata verso la casa',
    documentiMancanti: 'no',
  });
  await complete(carla);
  await carla.waitForURL(/\/(inbox|tasks\/\d+$)/, patience);

  await dario.getByText('Compito completato da Carla').waitFor(patience); // his open page is told by itself
  await openTask(dario, number, 'Proponi la decisione');
  await answer(dario, {
    proposta: 'accolta',
    motivazione: 'La pianta è instabile e vicina alla casa.',
    esitoTesto: 'l’abbattimento di due aceri in via Roma 3',
    prescrizioni: 'Lavori fuori dal periodo di nidificazione',
    validita: 'dodici mesi dal rilascio',
    diritti: '0',
    bollo: '01230000000001',
    giorniReimpianto: '0',
  });
  await complete(dario);
  await dario.waitForURL(/\/tasks\/\d+$/, patience); // the signature is the next task of the same case
  await answer(dario, { bozzaLetta: true });
  await complete(dario);
  await dario.waitForURL(/\/inbox/, patience);

  await openTask(anna, number, 'Consegna l’atto');
  const task = anna.url();
  await anna.goto(`${base}/desk/letters?case=${encodeURIComponent(number)}`); // the first page has those that wait longest
  await anna.locator('tr', { hasText: number }).locator('a[href*="/deliveries/"]').first().click();
  await anna.check('#identified');
  await anna.getByRole('button', { name: 'Conferma la consegna' }).click();
  await anna.getByText('Lettera consegnata a').waitFor();
  await anna.goto(task);
  await answer(anna, { consegnaData: '10/04/2026', consegnaModo: 'mani' });
  await complete(anna);
  await anna.getByText(`Pratica ${number} chiusa: Abbattimento autorizzato.`).waitFor(patience);

  await anna.goto(`${base}/search?q=${encodeURIComponent(number)}`);
  await anna.waitForURL(/\/cases\//); // a whole number leads straight to its case
  const page = (await anna.textContent('#case')) ?? '';
  expect(page).toContain('chiusa');
  expect(page).toContain('Abbattimento autorizzato');
  expect(page).toContain('consegnata allo sportello');

  const letters = anna.locator('section', { has: anna.locator('#letters-title') });
  const grant = letters.locator('tr', { hasText: 'consegnata' });
  const [download] = await Promise.all([
    anna.waitForEvent('download'),
    grant.getByRole('link', { name: 'Scarica' }).click(),
  ]);
  const letter = await readPdf(await readFile(await download.path()));
  for (const said of ['due aceri in via Roma 3', 'nidificazione', 'dodici mesi', number, 'Dario Galli'])
    expect(letter.text).toContain(said);
  expect(letter.text).not.toContain('BOZZA');
  expect(letter.xmp).toMatch(/pdfaid:part(>|=")2/);

  const way = await elements(
    anna,
    'Task_Assign',
    'Task_Inspection',
    'Task_WriteGrant',
    'Task_HandOver',
    'End_Granted',
  );
  for (const passed of way) expect(passed).toContain('way-passed');
  const besides = await elements(
    anna,
    'Task_WriteDenial',
    'Task_WriteNotice',
    'End_Denied',
    'Task_Phytosanitary',
  );
  for (const other of besides) expect(other).not.toMatch(/way-|^$/);
  expect(await anna.locator('#case .way-active').count()).toBe(0);
  await anna.click('#way-list summary');
  const steps = await anna.locator('#way-list li strong').allTextContents();
  const inOrder = [
    'Istanza presentata',
    'Assegna il responsabile',
    'Fai il sopralluogo',
    'Consegna l’atto',
    'Abbattimento autorizzato',
  ];
  expect(steps.filter((step) => inOrder.includes(step))).toEqual(inOrder);
  expect(staff.complaints).toEqual([]);
});
