import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookLand, releaseLand, type Area } from '../../db/transactions/land-bookings.js';
import { dateInRome } from '../../law/calendar.js';
import { shiftDate } from '../../law/holidays.js';
import { planted, type Planted } from './planted.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let plant: Planted;
let scaffold: { id: string; number: string };
let secret: { id: string; number: string };
beforeAll(async () => {
  site = await testSite();
  plant = planted(site.services);
  await plant.procedure();
  scaffold = await plant.case({ familyName: 'Ponteggi' });
  secret = await plant.case({ familyName: 'Segretissima', restricted: true, openedBy: 'bruno' });
  await books(scaffold.id, { days: [10, 20], area: { x: 0, y: 0, width: 3, length: 4 } });
  await books(secret.id, { place: 'Via Roma', days: [90, 95], area: null });
});
afterAll(() => site.close());

const day = (ahead: number): string => shiftDate(dateInRome(site.services.clock.now()), ahead);
const books = (
  caseId: string,
  {
    place = 'Piazza Martiri',
    days: [from, to],
    area,
  }: { place?: string; days: [number, number]; area: Area | null },
) => {
  const at = site.services.clock.now();
  return site.services.db.transaction((trx) =>
    bookLand(trx, { caseId, place, area, from: day(from), to: day(to), at }),
  );
};
const page = async (username: string, query = ''): Promise<string> =>
  (await (await site.as(username)).get(`/land${query}`)).html;

test('what is booked in the days asked for, by place; the rest is left out', async () => {
  const soon = await page('anna');
  expect(soon).toContain(scaffold.number);
  expect(soon).toContain('3 × 4 m');
  expect(soon).not.toContain('Tutto il luogo');
  const later = await page('anna', `?from=${day(21)}&to=${day(100)}`);
  expect(later).not.toContain(scaffold.number);
  expect(later).toContain('Tutto il luogo');
  expect(await page('anna', '?place=via+roma')).toContain('nessuna area è prenotata');
});

test.each([
  ['carla', true, true],
  ['anna', true, false],
  ['bruno', true, true],
  ['giulia', false, false],
])('%s reads the numbers of known cases alone, and no name', async (username, knows, knowsSecret) => {
  const html = await page(username, `?to=${day(100)}`);
  expect([html.includes(scaffold.number), html.includes(secret.number)]).toEqual([knows, knowsSecret]);
  expect(html.split('Pratica di altri').length - 1).toBe(Number(!knows) + Number(!knowsSecret));
  expect(html).not.toMatch(/Ponteggi|Segretissima/);
});

test('who wished for a taken area is seen, and sees when it is free again, until the case ends', async () => {
  const stall = await plant.case();
  const wanted = await books(stall.id, { days: [20, 22], area: { x: 2, y: 0, width: 4, length: 4 } });
  expect(wanted).toEqual({ conflicts: 1 });
  const html = await page('carla');
  expect(html).toContain('Chiesta, ma è di altri');
  expect(html).toMatch(/in conflitto con: 1\b/);
  const { db, clock } = site.services;
  await db.transaction((trx) => releaseLand(trx, scaffold.id, clock.now()));
  expect(await page('carla')).toContain('Chiesta, ora è libera');
  await plant.closes(stall.id, 'Finita');
  expect(await page('carla')).not.toContain(stall.number);
});

test('analysts and administrators have no business here', async () => {
  for (const username of ['lara', 'mario']) {
    expect((await (await site.as(username)).get('/land')).status).toBe(403);
  }
});
