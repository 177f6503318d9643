import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HttpSession } from '../helpers/http-session.js';
import { plantVolume } from '../helpers/volume/plant.js';
import { planted, type Planted } from './planted.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let plant: Planted;
let anna: HttpSession;
let carla: HttpSession;
let small: { id: string; party: string };
const pages = [
  '/desk',
  '/inbox?view=office',
  '/cases?status=open',
  '/cases?status=closed&sort=-presented',
  '/cases?status=open&applicant=rossi',
  '/parties?q=rossi',
  '/search?q=rossi',
  '/search/suggest?q=rossi',
  '/palette',
];
const officePages = ['/inbox?view=office', '/cases?status=open'];
const counts = new Map<string, number>();
const officeCounts = new Map<string, number>();

/** How many statements the server sends for a page, after a first visit has filled the catalogue's own memory. */
const queriesOf = async (who: HttpSession, path: string): Promise<number> => {
  await who.get(path);
  let count = 0;
  const counting = (): void => void (count += 1);
  site.services.db.on('query', counting);
  try {
    expect((await who.get(path)).status, path).toBe(200);
  } finally {
    site.services.db.removeListener('query', counting);
  }
  return count;
};

const casePage = async (): Promise<string> => {
  const row = (await site.services
    .db('case_file')
    .where({ restricted: false, status: 'open', procedure_id: 'prova-pratiche' })
    .whereNot({ id: small.id })
    .whereExists(site.services.db('letter').whereRaw('letter.case_id = case_file.id'))
    .first('id')) as { id: string };
  return `/cases/${row.id}`;
};

beforeAll(async () => {
  site = await testSite();
  plant = planted(site.services);
  const versionId = await plant.procedure();
  [anna, carla] = await Promise.all([site.as('anna'), site.as('carla')]);
  const { id, instance } = await plant.case();
  await plant.task(instance, { groups: ['sportello', 'ambiente'] });
  const { applicant_id: party } = (await site.services.db('case_file').where({ id }).first()) as {
    applicant_id: string;
  };
  small = { id, party };
  await plant.closes((await plant.case()).id, 'Accolta'); // a list asks what is new on its rows only when it has some
  for (const page of pages) counts.set(page, await queriesOf(anna, page));
  for (const page of officePages) officeCounts.set(page, await queriesOf(carla, page));
  counts.set('case', await queriesOf(anna, `/cases/${id}`));
  counts.set('party', await queriesOf(anna, `/parties/${party}`));
  await plantVolume(site.services.db, { parties: 600, cases: 1000, documents: 5000, versionId });
});
afterAll(() => site.close());

describe('with a thousand cases a page asks no more than with one', () => {
  test.each(pages)('%s', async (page) => {
    expect(await queriesOf(anna, page)).toBe(counts.get(page));
  });

  test('the page of a case with its papers and letters', async () => {
    expect(await queriesOf(anna, await casePage())).toBe(counts.get('case'));
  });

  test('the page of a party with many cases', async () => {
    const { rows } = await site.services.db.raw<{ rows: { party_id: string }[] }>(
      'select party_id from case_party group by party_id order by count(*) desc limit 1',
    );
    expect(await queriesOf(anna, `/parties/${rows[0]?.party_id}`)).toBe(counts.get('party'));
  });

  test.each(officePages)('an officer’s %s, and no more than the desk’s', async (page) => {
    const asked = await queriesOf(carla, page);
    expect(asked).toBe(officeCounts.get(page));
    expect(asked).toBeLessThanOrEqual(counts.get(page) ?? 0);
  });
});

test('a list is one question to the data bank, an export too, however long', async () => {
  const asked: string[] = [];
  const noting = ({ sql }: { sql: string }): void => void asked.push(sql);
  site.services.db.on('query', noting);
  const { html } = await anna.get('/cases/export.csv?status=closed');
  site.services.db.removeListener('query', noting);
  expect(html.split('\r\n').length).toBeGreaterThan(800);
  expect(asked.filter((sql) => /from "case_file"/.test(sql))).toHaveLength(1);
});
