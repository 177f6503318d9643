import { afterAll, beforeAll, expect, test } from 'vitest';
import { testOffice, type Office, type Told } from './workers-office.js';

let office: Office;
let caseId: string;
beforeAll(async () => {
  office = await testOffice();
  caseId = await office.opens('abbattimento-alberi');
});
afterAll(() => office.close());

const wants = { attivita: 'Sopralluogo', ufficio: 'ambiente', entroGiorniLavorativi: 10 };
const startOf = (told: Told | undefined): string => {
  if (told?.told !== 'completed') throw new Error(JSON.stringify(told));
  return told.variables['appuntamentoInizio'] as string;
};

test('the same job twice is one appointment', async () => {
  const job = office.job('agenda.prenota', caseId, wants);
  const first = await office.does(job);
  expect(await office.does(job)).toEqual(first);
  expect(await office.count('appointment')).toBe(1);
  expect(await office.count('audit', { act: 'appuntamento.fissato', case_id: caseId })).toBe(1);
});

test('fourteen bookings at once get fourteen different places, none left free between them', async () => {
  const other = { ...wants, ufficio: 'polizia-locale' };
  const cases = await Promise.all(Array.from({ length: 14 }, () => office.opens('abbattimento-alberi')));
  office.told.length = 0;
  await Promise.all(cases.map((of) => office.does(office.job('agenda.prenota', of, other))));
  const starts = office.told.map(startOf).sort();
  expect(new Set(starts).size).toBe(14);
  const days = new Map<string, number>();
  for (const start of starts) days.set(start.slice(0, 10), (days.get(start.slice(0, 10)) ?? 0) + 1);
  expect([...days.values()]).toEqual([6, 6, 2]);
});

test('a second visit of the same case comes at another hour', async () => {
  const of = await office.opens('abbattimento-alberi');
  const visit = async () =>
    startOf(await office.does(office.job('agenda.prenota', of, { ...wants, ufficio: 'demografici' })));
  const hours = [await visit(), await visit(), await visit()].map((start) => start.slice(11, 13));
  expect(new Set(hours).size).toBe(3);
});

test('an office that doesn’t exist stops at a person, in words', async () => {
  expect(
    await office.does(office.job('agenda.prenota', caseId, { ...wants, ufficio: 'luna' })),
  ).toMatchObject({
    told: 'failed',
    retries: 0,
    message: expect.stringContaining('l’ufficio «luna» non esiste') as string,
  });
});
