import { afterAll, afterEach, beforeAll, expect, inject, onTestFailed, test } from 'vitest';
import type { Knex } from 'knex';
import { connect } from '../../db/connect.js';
import { moveClock } from '../../engine/clock.js';
import { axeFindings } from '../helpers/browser.js';
import { people, type People } from '../helpers/people.js';

const base = inject('sportelloUrl');
const day = 86_400_000;
let staff: People;
let db: Knex;
beforeAll(async () => {
  staff = await people(base);
  db = connect(inject('databaseUrl'), 1);
});
afterEach(() => staff.leave());
afterAll(async () => {
  await staff.close();
  await db.destroy();
});

test('quick information from a published sheet, by keyboard: seven keys besides the word, nobody identified', async () => {
  onTestFailed(() => staff.picture());
  const anna = await staff.as('anna');
  const keys = async (...names: string[]): Promise<void> => {
    for (const name of names) await anna.keyboard.press(name);
  };
  await keys('F2', 'Enter');
  await anna.waitForFunction(() => document.activeElement?.id === 'contact-ask');
  await anna.keyboard.type('albero');
  const sheet = anna.locator('.sheet-answer', { hasText: 'Abbattimento' });
  await sheet.waitFor();
  expect(await sheet.textContent()).toMatch(/Termine.*giorni.*Documenti.*Costi/s);
  expect(await axeFindings(anna)).toEqual([]);
  await keys('Tab', 'Space', 'Enter');
  await anna.locator('#contact-bar').getByText('una richiesta').waitFor();
  await keys('F9', 'Enter');
  await anna.locator('#messages').getByText('Contatto chiuso').waitFor();
  const contact = (await db('contact').orderBy('started_at', 'desc').first()) as object;
  expect(contact).toMatchObject({ party_id: null, case_id: null, channel: 'desk', outcome: 'answered' });
  expect(staff.complaints).toEqual([]);
});

test('a question whose time passes is shown late by itself to desk and responsible officer, and still comes back', async () => {
  onTestFailed(() => staff.picture());
  const anna = await staff.as('anna');
  const text = `Si può potare il tiglio n. ${Date.now()}?`;
  await anna.keyboard.press('F2');
  await anna.keyboard.press('t');
  await anna.waitForFunction(() => document.activeElement?.id === 'contact-ask');
  await anna.keyboard.type(text);
  await anna.getByRole('button', { name: 'Chiedi all’ufficio' }).click();
  await anna.selectOption('#office', 'ambiente');
  await anna.fill('#first-0', 'via Roma 3');
  await anna.fill('#first-1', 'pubblica');
  await anna.check('#kind-call-back');
  await anna.fill('#callBack', '0522 445566');
  await anna.press('#callBack', 'Enter');
  await anna.waitForURL(/\/questions\/[0-9a-f-]{36}$/);

  const dario = await staff.as('dario');
  await dario.getByText('Un quesito dello sportello aspetta l’ufficio.').waitFor();
  await moveClock(db, inject('managementUrl'), 5 * day);
  await dario.getByText('Uno è in ritardo.').waitFor();
  await anna.locator('.page-head').getByText('in ritardo, sollecitato').waitFor();

  await dario.getByRole('link', { name: 'Vedi i quesiti' }).click();
  await dario.getByRole('link', { name: text }).click();
  await dario.waitForURL(/backoffice\/questions\//);
  expect(await dario.textContent('main')).not.toContain('0522 445566');
  await dario.fill('#answer', 'Sì, da ottobre.');
  await dario.getByRole('button', { name: 'Rispondi allo sportello' }).click();
  await anna.locator('.page-head').getByText('risposta arrivata').waitFor();
  expect(await anna.textContent('main')).toContain('0522 445566');
  await anna.reload();
  await anna.getByRole('button', { name: 'Registra la risposta e chiudi' }).click();
  await anna.locator('.page-head').getByText('chiuso').waitFor();
  expect(await anna.textContent('.question-entries')).toContain('Sì, da ottobre.');
  expect(staff.complaints).toEqual([]);
});
