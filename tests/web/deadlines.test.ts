import { afterAll, beforeAll, expect, test } from 'vitest';
import { dateInRome } from '../../law/calendar.js';
import { shiftDate } from '../../law/holidays.js';
import { planted, type Planted } from './planted.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let plant: Planted;
/** A case of 30 days, presented 33 days ago. */
let late: string;
const day = 86_400_000;
const today = (): string => dateInRome(site.services.clock.now());
beforeAll(async () => {
  site = await testSite();
  plant = planted(site.services);
  const version = await plant.procedure();
  await site.services.db.raw(
    `update procedure_version set bundle = jsonb_set(bundle, '{sheet,term,end}', '"silenzio-assenso"') where id = ?`,
    [version],
  );
  const due = async (name: string, days: number) =>
    plant.case({ familyName: name, dueDate: shiftDate(today(), days) });
  late = (await due('Scaduta', -3)).id;
  await site.services
    .db('case_file')
    .where({ id: late })
    .update({ presented_at: new Date(site.services.clock.now().getTime() - 33 * day) });
  await due('Oggi', 0);
  await due('Cinque', 5);
  await due('Sei', 6);
  await due('Undici', 11);
  const { id } = await due('Sospesa', -1);
  await site.services
    .db('case_file')
    .where({ id })
    .update({ term_stopped_until: shiftDate(today(), 4) });
  const open = await due('Ferma', 30);
  await site.services.db('case_file').where({ id: open.id }).update({ term_stopped_until: 'infinity' });
  await plant.case({
    familyName: 'Segretissima',
    dueDate: shiftDate(today(), -9),
    restricted: true,
    openedBy: 'bruno',
  });
});
afterAll(() => site.close());

const namesIn = async (username: string, band: string): Promise<string[]> => {
  const { html } = await (await site.as(username)).get(`/deadlines?band=${band}`);
  return ['Scaduta', 'Oggi', 'Cinque', 'Sei', 'Undici', 'Sospesa', 'Ferma', 'Segretissima'].filter((name) =>
    html.includes(name),
  );
};

test('each case is in one band, the suspended apart; a restricted one in none', async () => {
  expect(await namesIn('anna', 'overdue')).toEqual(['Scaduta']);
  expect(await namesIn('anna', 'five')).toEqual(['Oggi', 'Cinque']);
  expect(await namesIn('anna', 'ten')).toEqual(['Sei']);
  expect(await namesIn('anna', 'later')).toEqual(['Undici']);
  expect(await namesIn('anna', 'suspended')).toEqual(['Sospesa', 'Ferma']);
  const { html } = await (await site.as('anna')).get('/deadlines');
  const counts = [...html.matchAll(/<span class="count">(\d+)<\/span>/g)].map(([, count]) => count);
  expect(counts).toEqual(['1', '2', '1', '1', '2']);
});

test('says until when a term stands, and what its end brings', async () => {
  const { html } = await (await site.as('anna')).get('/deadlines?band=suspended');
  expect(html).toContain(`sospesa fino al ${shiftDate(today(), 4).split('-').reverse().join('/')}`);
  expect(html).toContain('ferma fino alla risposta');
  expect(html).toMatch(/Serve un atto|Il silenzio|Il controllo/);
});

test('mine, and one office: others’ cases are left out', async () => {
  const session = await site.as('anna');
  expect((await session.get('/deadlines?whose=mine')).html).toContain('Nessuna pratica è oltre il termine');
  expect((await session.get('/deadlines?whose=polizia-locale')).html).not.toContain('Scaduta');
});

test('the list of the late: open ones count to today, concluded ones to their end', async () => {
  const { db } = site.services;
  const { id } = await plant.case({ familyName: 'Tardi', dueDate: shiftDate(today(), -20) });
  await db('term_event').insert({
    case_id: id,
    kind: 'ended',
    on_date: shiftDate(today(), -13),
    effect_key: 'prova tardi',
    recorded_at: site.services.clock.now(),
    recorded_by: 'prova',
  });
  await plant.closes(id, 'Conclusa');
  const year = shiftDate(today(), -13).slice(0, 4);
  const { html } = await (await site.as('anna')).get(`/deadlines/late?year=${year}`);
  expect(html).toMatch(/<td class="number">7<\/td>/);
  expect(html).toContain('ancora aperta');
  expect((await (await site.as('anna')).get('/deadlines/late?year=2001')).html).toContain('Nessuna pratica');
});

test('analysts have no cases to watch', async () => {
  expect((await (await site.as('lara')).get('/deadlines')).status).toBe(403);
});

test('silence that has spoken is said on the board, on the case and in the answer, each in one sentence', async () => {
  const anna = await site.as('anna');
  expect((await anna.get('/deadlines?band=overdue')).html).toContain('Il silenzio ha accolto');
  expect((await anna.get('/deadlines?band=five')).html).not.toContain('Il silenzio ha accolto');
  const { html } = await anna.get(`/cases/${late}`);
  expect(html).toMatch(
    /il silenzio vale accoglimento: un diniego non ha più effetto.*annullamento d’ufficio/,
  );
  expect((await anna.get(`/answers/cases/${late}`)).html).toContain('la domanda si intende accolta');
});

test('an act registered in time leaves silence nothing to say', async () => {
  const { db, clock } = site.services;
  const at = new Date(clock.now().getTime() - 10 * day);
  await db('letter').insert({
    case_id: late,
    code: 'L7',
    subject: 'Diniego',
    data: '{}',
    own_part: '',
    template_version: '1',
    status: 'registered',
    effect_key: 'prova',
    created_at: at,
    registered_at: at,
  });
  const anna = await site.as('anna');
  expect((await anna.get('/deadlines?band=overdue')).html).not.toContain('Il silenzio ha accolto');
  expect((await anna.get(`/cases/${late}`)).html).not.toContain('il silenzio vale');
});
