import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { comingTask, doneTask } from '../helpers/cases.js';
import { engineWorld, type EngineWorld } from '../helpers/engine.js';
import { look } from '../helpers/look.js';
import { people, taxCode, type People } from '../helpers/people.js';

const base = inject('sportelloUrl');
const patience = { timeout: 60_000 };
let staff: People;
let world: EngineWorld;
beforeAll(async () => {
  [staff, world] = await Promise.all([people(base), engineWorld()]);
});
afterEach(() => staff.leave());
afterAll(async () => {
  await staff.close();
  await world.close();
});

const focused = (page: Page, selector: string): Promise<boolean> =>
  page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);

/** Moves on with Tab until the focus is on what is looked for, and shows where it is on the way. */
const tabTo = async (page: Page, selector: string): Promise<void> => {
  await page.waitForSelector(selector, { state: 'attached' });
  for (let i = 0; i < 80; i += 1) {
    if (await focused(page, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${selector}`);
};
const write = async (page: Page, selector: string, text: string): Promise<void> => {
  await tabTo(page, selector);
  await page.keyboard.type(text);
};
/** Chooses in a group of radios as a keyboard does: Tab to the group, Space for its first, arrows for the others. */
const choose = async (page: Page, name: string, place: number): Promise<void> => {
  await tabTo(page, `[name="${name}"]`);
  await page.keyboard.press('Space');
  for (let i = 0; i < place; i += 1) await page.keyboard.press('ArrowDown');
  expect(await page.isChecked(`#${name}-${place}`), name).toBe(true);
};
/** Opens or sends what has the focus and waits for the page it leads to. */
const enter = async (page: Page, leadsTo: RegExp): Promise<void> => {
  await page.keyboard.press('Enter');
  await page.waitForURL(leadsTo, patience);
};
const open = async (page: Page, selector: string, leadsTo: RegExp): Promise<void> => {
  await tabTo(page, selector);
  await enter(page, leadsTo);
};

const longName = 'Maria Concetta Immacolata della Santissima Annunziata';

test('the desk’s way from the login to the case by keyboard alone, every page accessible at both widths', async () => {
  const page = await staff.as('anna');
  await look(page, 'desk-home');
  await write(page, '#open-word', 'residenza');
  await enter(page, /desk\/open\?/);
  await look(page, 'open-procedure');
  await open(page, '#procedures a.btn', /desk\/open\/[a-z-]+$/);
  await look(page, 'open-person');
  await open(page, 'a[href*="kind=person"]', /parties\/new/);
  await look(page, 'party-new');
  await write(page, '#familyName', 'Castelnuovo Pallavicini di San Martino in Rio');
  await write(page, '#givenName', longName);
  await write(page, '#taxCode', taxCode('CSTMCN62D54H223'));
  await write(page, '#birthDate', '14/04/1962');
  await write(page, '#phone', '0522 123456');
  await enter(page, /desk\/open\/[a-z-]+\?party/);
  await look(page, 'open-person-chosen');
  await enter(page, /desk\/drafts/); // the button to go on has the focus
  await look(page, 'open-form');

  await write(page, '#indirizzo', 'via Roma');
  await write(page, '#civico', '12');
  await write(page, '#daQuando', '20/02/2026');
  await tabTo(page, '#provenienza');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await write(page, '#comuneProvenienza', 'Scandiano'); // the answer before brings the question up
  await choose(page, 'titoloAbitazione', 1);
  await write(page, '#estremiTitolo', 'contratto 123/2026');
  await choose(page, 'firmaPresente', 0);
  await choose(page, 'documentoPresente', 0);
  await open(page, 'button.btn[value="submit"]', /desk\/opened/);
  await look(page, 'receipt');
  const number = /\d{4}\/\d+/.exec((await page.textContent('h1')) ?? '')?.[0] ?? '';
  await open(page, 'main a[href^="/cases/"]', /\/cases\//);
  const caseId = new URL(page.url()).pathname.split('/')[2] ?? '';
  await page.getByText('Tocca a Servizi demografici').waitFor(patience);
  await look(page, 'case-just-opened');

  // Meanwhile the office accepts the declaration
  await doneTask(world, caseId, {
    element: 'Task_CheckDeclaration',
    office: 'demografici',
    data: { responsabile: 'franco', ricevibile: 'si' },
  });
  const task = await comingTask(world, caseId, 'Task_HandOverNotice');
  await open(page, 'nav.rooms a[href^="/inbox"]', /\/inbox/);
  await look(page, 'inbox-mine-empty');
  await tabTo(page, 'nav.tabs a[href*="view=free"]');
  await enter(page, /view=free/);
  await look(page, 'inbox');
  await open(page, `#tasks a[href="/tasks/${task}"]`, /\/tasks\/\d+$/);
  await look(page, 'task');
  await write(page, '#consegnaData', '31/02/2026');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#error-summary');
  await look(page, 'task-errors');
  expect(await focused(page, '#error-summary')).toBe(true);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await focused(page, '#consegnaData')).toBe(true);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('10/04/2026');
  await tabTo(page, '#consegnaModo');
  await page.keyboard.press('ArrowDown');
  await open(page, '.actions button.btn-primary[value="complete"]', /\/(sent|inbox.*)$/);
  await page.getByText(`pratica ${number}`).first().waitFor(patience);
  await page.waitForURL(/\/inbox/, patience);

  await tabTo(page, '#find');
  await page.keyboard.type(number);
  await enter(page, /\/cases\//); // a whole number leads straight to its case
  await page.getByText('Accerta la dimora').first().waitFor(patience);
  await look(page, 'case');
  await tabTo(page, '.diagram-frame'); // can be scrolled with the arrows
  await tabTo(page, '#way-list summary');
  await page.keyboard.press('Enter');
  expect(await page.isVisible('#way-list li')).toBe(true);
  await look(page, 'case-way-in-words');
  expect(staff.complaints).toEqual([]);
});

/** Pages of each role that the desk's way doesn't touch. */
const places: Record<string, Record<string, string>> = {
  anna: {
    search: '/search?q=castelnuovo',
    'search-nothing': '/search?q=zzzz',
    parties: '/parties?q=castel',
    cases: '/cases',
    'cases-closed-empty': '/cases?status=closed&q=zzzz',
    missing: '/desk/open/pesca',
  },
  franco: { backoffice: '/backoffice', 'incidents-empty': '/incidents' },
  giulia: { 'backoffice-police': '/backoffice' },
  mario: { engine: '/admin/engine' },
};

test.each(Object.keys(places))('the other pages of %s', async (username) => {
  const page = await staff.as(username);
  for (const [name, path] of Object.entries(places[username] ?? {})) {
    await page.goto(base + path);
    await look(page, name);
  }
  if (username === 'anna') {
    await page.goto(`${base}/parties?q=castel`);
    await page.locator('main tbody th a').first().click();
    await page.waitForURL(/\/parties\/[0-9a-f-]+$/);
    await look(page, 'party');
  }
  expect(staff.complaints).toEqual([]);
});

test('the login, and a wrong password', async () => {
  const page = await staff.browser.newPage();
  await page.goto(`${base}/login`);
  await look(page, 'login');
  await page.keyboard.type('anna');
  await page.keyboard.press('Tab');
  await page.keyboard.type('sbagliata');
  await page.keyboard.press('Enter');
  await page.waitForSelector('[role="alert"]');
  await look(page, 'login-wrong');
  await page.close();
});
