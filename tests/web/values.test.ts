import { afterAll, beforeAll, expect, test } from 'vitest';
import { inForce, municipalValues, valuesOn } from '../../db/municipal-values.js';
import { dateInRome } from '../../law/calendar.js';
import { launchBrowser } from '../helpers/browser.js';
import { testSite, type TestSite } from './site.js';
import { lookHere } from '../helpers/look.js';

let site: TestSite;
beforeAll(async () => {
  site = await testSite();
});
afterAll(() => site.close());

const today = () => dateInRome(site.services.clock.now());
const bollo = async (): Promise<number | undefined> => (await valuesOn(site.services.db, today()))['bollo'];

const set = async (username: string, name: string, typed: Record<string, string>) => {
  const session = await site.as(username);
  return session.submit(await session.get(`/admin/values/${name}`), typed, /admin.values/);
};

test('an administrator sets a value from a day on; what was in force stays in the history', async () => {
  const { html, status } = await set('mario', 'bollo', {
    value: '1.016,50',
    validFrom: today(),
    source: 'Delibera 1',
  });
  expect(status).toBe(200);
  expect(html).toContain('1.016,5');
  expect(await bollo()).toBe(1016.5);
  const after = await set('mario', 'bollo', { value: '18', validFrom: '2099-01-01', source: 'Delibera 2' });
  expect(after.html).toContain('Delibera 2');
  expect(await bollo()).toBe(1016.5);
  const known = (await municipalValues(site.services.db)).find(({ id }) => id === 'bollo');
  expect(known && inForce(known, '2099-01-01')?.value).toBe(18);
  expect(known && inForce(known, '2020-01-01')?.value).toBe(16);
});

test('a fee that the municipality sets is what it is today; the version stays as published', async () => {
  const { db, catalogue } = site.services;
  const fees = JSON.stringify([{ title: 'Bollo', amount: 0, value: 'bollo', when: 'sempre', source: 'x' }]);
  await db('procedure_version').update({ bundle: db.raw("jsonb_set(bundle, '{sheet,fees}', ?)", [fees]) });
  const [version] = await catalogue.published();
  expect(version?.sheet.fees[0]?.amount).toBe(1016.5);
  expect(version?.drawn.sheet.fees[0]?.amount).toBe(0);
});

test.each([
  ['a word for a number', { value: 'molto', validFrom: '2099-01-01', source: 'x' }, 'value-error'],
  ['a day gone by', { value: '3', validFrom: '2020-01-01', source: 'x' }, 'validFrom-error'],
  ['nobody’s word', { value: '3', validFrom: '2099-01-01', source: ' ' }, 'source-error'],
])('%s is told beside the field and changes nothing', async (_, typed, error) => {
  const before = await municipalValues(site.services.db);
  const { status, html } = await set('mario', 'bollo', typed);
  expect(status).toBe(422);
  expect(html).toContain(`id="${error}"`);
  expect(html).toContain(`value="${typed.value}"`);
  expect(await municipalValues(site.services.db)).toEqual(before);
});

test('it is nobody else’s page', async () => {
  expect((await (await site.as('anna')).get('/admin/values')).status).toBe(403);
});

test('the pages are accessible at both widths', async () => {
  const browser = await launchBrowser();
  try {
    for (const width of [1280, 768]) {
      const page = await browser.newPage({ viewport: { width, height: 900 } });
      await page.goto(`${site.url}/login`);
      await page.fill('input[name=username]', 'mario');
      await page.fill('input[name=password]', 'sportello');
      await page.click('main button');
      for (const path of ['/admin/values', '/admin/values/bollo']) {
        await page.goto(`${site.url}${path}`);
        await lookHere(page, `values/${path.replaceAll('/', '-')}`);
      }
    }
  } finally {
    await browser.close();
  }
});
