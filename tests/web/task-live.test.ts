import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { axeFindings, launchBrowser } from '../helpers/browser.js';
import type { HttpSession } from '../helpers/http-session.js';
import { planted, type Planted } from './planted.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let plant: Planted;
let browser: Browser;
let dario: HttpSession;
const contexts: BrowserContext[] = [];
beforeAll(async () => {
  site = await testSite();
  plant = planted(site.services);
  await plant.procedure();
  [browser, dario] = await Promise.all([launchBrowser(), site.as('dario')]);
});
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const person = async (username: string, javaScriptEnabled = true): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled });
  contexts.push(context);
  const page = await context.newPage();
  page.on('pageerror', (error) => expect.unreachable(error.message));
  await page.goto(`${site.url}/login`);
  await page.fill('#username', username);
  await page.fill('#password', 'sportello');
  await page.press('#password', 'Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/login'));
  return page;
};
const freshTask = async (options = {}) => {
  const file = await plant.case();
  return { ...file, key: await plant.task(file.instance, options) };
};
const answerBy = async (page: Page): Promise<void> => {
  await page.fill('#giorno', '23/11/2026');
  await page.check('#completa-0');
  await page.fill('#relazione', 'Il pino è inclinato.');
};
const draftOf = async (key: string): Promise<Record<string, unknown>> => {
  const row = (await site.services.db('task_draft').where({ job_key: key }).first('data')) as
    { data: Record<string, unknown> } | undefined;
  return row?.data ?? {};
};
/** The stream is open once the browser has been told so. */
const listening = (page: Page) => page.waitForResponse((response) => response.url().includes('/live?'));

describe('a completed task', () => {
  test('leads to the next one of the same case as soon as it comes', async () => {
    const { key, instance, id } = await freshTask();
    const page = await person('carla');
    await page.goto(`${site.url}/tasks/${key}`);
    await answerBy(page);
    const stream = page.waitForResponse(
      (response) =>
        response.url().includes('/live?') &&
        response.request().headers()['referer']?.endsWith('/sent') === true,
    );
    await page.getByRole('button', { name: 'Completa il compito' }).click();
    await page.waitForURL(/\/sent$/);
    await stream;
    await plant.ends(key);
    await plant.tells(id);
    const next = await plant.task(instance);
    const start = performance.now();
    await plant.tells(id);
    await page.waitForURL(`**/tasks/${next}`, { waitUntil: 'commit' });
    expect(performance.now() - start).toBeLessThan(1000); // about 300 ms on a quiet machine; here others work too
    expect(await page.getByText('Ecco il compito successivo').isVisible()).toBe(true);
  });

  test('without scripts the page asks again by itself and leads on too', async () => {
    const { key } = await freshTask();
    const page = await person('carla', false);
    await page.goto(`${site.url}/tasks/${key}`);
    await answerBy(page);
    await page.getByRole('button', { name: 'Completa il compito' }).click();
    await page.waitForURL(/\/sent$/);
    await plant.ends(key);
    await site.services
      .db('case_file')
      .where({ id: await caseOf(key) })
      .update({ status: 'closed', outcome: 'Fatta' });
    await page.waitForURL(/\/inbox/, { timeout: 10_000 });
    expect(await page.locator('#messages').textContent()).toContain('Fatta');
  });
});

const caseOf = async (key: string): Promise<string> => {
  const row = (await site.services
    .db('engine_job as job')
    .join('engine_instance as instance', 'instance.key', 'job.instance_key')
    .where('job.key', key)
    .first('instance.case_id')) as { case_id: string };
  return row.case_id;
};

describe('an open task', () => {
  test('keeps each answer as it is given, brings up the question it leads to, and leaves the focus alone', async () => {
    const { key } = await freshTask();
    const page = await person('carla');
    await page.goto(`${site.url}/tasks/${key}`);
    await page.fill('#relazione', 'Prima riga');
    await page.check('#completa-1');
    await page.locator('#manca').waitFor();
    await page.locator('#relazione').focus();
    await page.keyboard.press('End');
    await page.keyboard.type(' e seconda', { delay: 20 });
    await expect
      .poll(async () => (await draftOf(key))['relazione'], { timeout: 5000 })
      .toBe('Prima riga e seconda');
    await expect
      .poll(() => page.locator('#saved').textContent(), { timeout: 5000 })
      .toContain('Bozza salvata');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('relazione');
    await page.keyboard.type('!');
    expect(await page.inputValue('#relazione')).toBe('Prima riga e seconda!');
    expect(await page.isChecked('#completa-1')).toBe(true);
  });

  test('an answer that comes late undoes nothing typed, ticked or chosen meanwhile', async () => {
    const { key } = await freshTask();
    const page = await person('carla');
    await page.route(`**/tasks/${key}`, async (route) => {
      if (route.request().method() === 'POST') await new Promise((resolve) => setTimeout(resolve, 600));
      await route.continue();
    });
    await page.goto(`${site.url}/tasks/${key}`);
    await page.fill('#giorno', '23/11/2026');
    const late = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.check('#completa-1');
    // Without events, as if the page were just between two of them
    await page.evaluate(() => {
      const field = (id: string) => document.getElementById(id) as HTMLInputElement;
      field('relazione').value = 'Scritto nel frattempo';
      field('completa-0').checked = true;
      field('responsabile').value = 'dario';
      field('giorno').value = '24/11/2026';
      (document.activeElement as HTMLElement).blur();
    });
    await late;
    await page.locator('#manca').waitFor();
    expect(await page.inputValue('#relazione')).toBe('Scritto nel frattempo');
    expect(await page.inputValue('#giorno')).toBe('24/11/2026');
    expect(await page.inputValue('#responsabile')).toBe('dario');
    expect(await page.isChecked('#completa-0')).toBe(true);
  });

  test('says who else has it open, and when they have left', async () => {
    const { key } = await freshTask();
    const [carla, ivo] = await Promise.all([person('carla'), person('dario')]);
    const stream = listening(carla);
    await carla.goto(`${site.url}/tasks/${key}`);
    await stream;
    expect(await carla.locator('.looking-line').count()).toBe(0);
    await ivo.goto(`${site.url}/tasks/${key}`);
    await carla.locator('.looking-line', { hasText: 'Dario Galli' }).waitFor({ timeout: 3000 });
    await ivo.goto(`${site.url}/inbox`);
    await carla.locator('.looking-line').waitFor({ state: 'detached', timeout: 3000 });
  });

  test('that the diagram cancels says so above the form, whose text stays, is kept and shown for copying', async () => {
    const { key, id } = await freshTask();
    const page = await person('carla');
    const stream = listening(page);
    await page.goto(`${site.url}/tasks/${key}`);
    await stream;
    await page.fill('#relazione', 'Non deve andare perso');
    await plant.ends(key, 'cancelled');
    await plant.tells(id);
    await page.getByText('andata avanti senza questo compito').waitFor({ timeout: 3000 });
    expect(await page.inputValue('#relazione')).toBe('Non deve andare perso');
    await page.locator('#giorno').focus();
    await expect
      .poll(async () => (await draftOf(key))['relazione'], { timeout: 5000 })
      .toBe('Non deve andare perso');
    await answerBy(page);
    expect(await page.inputValue('#relazione')).toBe('Il pino è inclinato.');
    await page.getByRole('button', { name: 'Completa il compito' }).click();
    await page.getByRole('heading', { name: 'Quello che avevi scritto' }).waitFor();
    expect(await page.locator('.kept').textContent()).toContain('Il pino è inclinato.');
    expect(await axeFindings(page)).toEqual([]);
  });
});

test('a colleague’s claim shows in the list by itself, and what is being typed in the filter stays', async () => {
  const { key, id } = await freshTask();
  const page = await person('carla');
  const stream = listening(page);
  await page.goto(`${site.url}/inbox?view=office`);
  await stream;
  await page.locator('#q').pressSequentially('ross');
  await dario.submit(await dario.get(`/tasks/${key}`), {}, /claim/);
  await page.locator(`#t-${key}`, { hasText: 'Dario Galli' }).waitFor({ timeout: 3000 });
  expect(await page.inputValue('#q')).toBe('ross');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('q');
  await plant.ends(key);
  await plant.tells(id);
  await page.locator(`#t-${key}`).waitFor({ state: 'detached', timeout: 3000 });
});

test('the case’s page follows the engine; what was opened on it stays open', async () => {
  const { key, id, instance } = await freshTask();
  const page = await person('carla');
  const stream = listening(page);
  await page.goto(`${site.url}/cases/${id}`);
  await stream;
  await page.locator('#way-list summary').click();
  await plant.ends(key);
  await plant.incident(instance);
  await plant.tells(id);
  await page.getByText('«Prepara la lettera» è bloccato').waitFor({ timeout: 3000 });
  expect(await page.locator('#way-list').getAttribute('open')).not.toBeNull();
  await page.locator('.way-active[data-element-id="Service_Letter"]').waitFor();
});

test('a chosen file survives the form’s own saving', async () => {
  const { key, id } = await freshTask();
  const page = await person('carla');
  await page.goto(`${site.url}/tasks/${key}`);
  const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');
  await page.setInputFiles('#foto', { name: 'pino.jpg', mimeType: 'image/jpeg', buffer: jpeg });
  await answerBy(page);
  await expect.poll(() => page.locator('#saved').textContent(), { timeout: 5000 }).toContain('Bozza salvata');
  await page.getByRole('button', { name: 'Completa il compito' }).click();
  await page.waitForURL(/\/sent$/);
  const documents = (await site.services.db('document').where({ case_id: id })) as { filename: string }[];
  expect(documents.map(({ filename }) => filename)).toEqual(['pino.jpg']);
});

test('a page that was made before a change and opens its stream after it asks once', async () => {
  const { id } = await freshTask();
  const page = await person('carla');
  const since = Date.now();
  await plant.tells(id);
  await page.goto(`${site.url}/cases/${id}`);
  const heard = await page.evaluate(
    ([address]) =>
      new Promise<boolean>((resolve) => {
        const source = new EventSource(address ?? '');
        source.addEventListener('message', () => resolve(true));
        setTimeout(() => resolve(false), 1500);
      }),
    [`/live?case=${id}&since=${since}`],
  );
  expect(heard).toBe(true);
});

test('a blocked step that is mended turns from in verifica to superato by itself', async () => {
  const { instance, id } = await plant.case();
  await plant.variable(instance, 'alberi', 2);
  const incident = await plant.incident(instance);
  const page = await person('dario');
  await page.goto(`${site.url}/incidents/${incident.key}`);
  const stream = page.waitForResponse((response) => response.url().includes('/live?'));
  await page.getByRole('button', { name: 'Ritenta il passo' }).click();
  await page.getByText('In verifica', { exact: true }).waitFor();
  await stream;
  await site.services
    .db('engine_incident')
    .where({ key: incident.key })
    .update({ state: 'resolved', resolved_at: new Date() });
  await site.services
    .db('engine_element')
    .where({ key: incident.element })
    .update({ state: 'completed', left_at: new Date() });
  await plant.tells(id);
  await page.getByText('Superato', { exact: true }).waitFor({ timeout: 3000 });
});

test('from the list to a completed task by keyboard alone', async () => {
  const { key } = await freshTask({ dueInDays: -100 });
  const page = await person('carla');
  await page.goto(`${site.url}/inbox?view=office&task=prova-pratiche+Task_Inspection`);
  const tabTo = async (selector: string): Promise<void> => {
    for (let presses = 0; presses < 60; presses += 1) {
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
      await page.keyboard.press('Tab');
    }
    expect.unreachable(`${selector} is not reached by Tab`);
  };
  await tabTo(`a[href="/tasks/${key}"]`);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/tasks/${key}`);
  await tabTo('#giorno');
  await page.keyboard.type('23/11/2026');
  await tabTo('input[name="completa"]');
  await page.keyboard.press('Space');
  await tabTo('#relazione');
  await page.keyboard.type('Visto.');
  await tabTo('button[name="action"][value="complete"]:not([tabindex])');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/sent$/);
});
