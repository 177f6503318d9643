import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HttpSession } from '../helpers/http-session.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let nadia: HttpSession;
let page: string;

beforeAll(async () => {
  site = await testSite();
  nadia = await site.as('nadia');
});
afterAll(() => site.close());

const rome = (at: Date): { day: string; time: string } => {
  const [day = '', time = ''] = new Intl.DateTimeFormat('it-IT', {
    timeZone: 'Europe/Rome',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
    .format(at)
    .split(', ');
  return { day, time };
};
const ago = (minutes: number) => rome(new Date(site.services.clock.now().getTime() - minutes * 60_000));
const acts = (): Promise<string[]> =>
  site.services.db('audit').whereLike('act', 'registro.emergenza.%').orderBy('id').pluck('act') as never;

test('it is opened with cause and authority, and only one at a time', async () => {
  const form = await nadia.get('/register/emergency');
  const { day, time } = ago(120);
  const bare = await nadia.submit(form, { startedDay: day, startedTime: time }, /emergency$/);
  expect([bare.status, bare.html.includes('Scrivi perché il registro non si può usare.')]).toEqual([
    422,
    true,
  ]);
  const filled = {
    startedDay: day,
    startedTime: time,
    cause: 'Guasto di rete',
    authority: 'Laura Montanari, prov. 9',
  };
  const future = await nadia.submit(form, { ...filled, startedDay: '01/01/2199' }, /emergency$/);
  expect(future.html).toContain('Non può essere nel futuro.');
  const opened = await nadia.submit(form, filled, /emergency$/);
  expect(opened.html).toContain('da E1 in avanti');
  page = new URL(opened.url).pathname;
  expect((await nadia.submit(form, filled, /emergency$/)).status).toBe(409);
  expect((await (await site.as('anna')).get('/register')).html).toContain(
    'Il registro di emergenza è aperto dal',
  );
  const sheet = await nadia.get(`${page}/sheet.csv`);
  expect(sheet.html.split('\r\n').slice(0, 2)).toEqual([
    'numero;data;ora;direzione;corrispondente;oggetto;numero mittente;data mittente',
    '1;;;E;;;;',
  ]);
});

test('nothing can be brought in while it is open; closing asks for the last number', async () => {
  const early = await nadia.submit({ ...(await nadia.get(page)) }, { lastNumber: 'x' }, /close$/);
  expect(early.html).toContain('Scrivi un numero intero.');
  const { day, time } = ago(5);
  const closed = await nadia.submit(
    await nadia.get(page),
    { endedDay: day, endedTime: time, lastNumber: '3' },
    /close$/,
  );
  expect(closed.html).toContain('E1, E2, E3');
});

test('the preview says what is wrong line by line; each number is brought in once and keeps its moment', async () => {
  const { day, time } = ago(60);
  const line = (number: string, change = {}) =>
    Object.values({
      number,
      day,
      time,
      way: 'E',
      who: 'Ditta Neri',
      what: 'Domanda',
      theirs: '',
      of: '',
      ...change,
    }).join(';');
  const header = 'numero;data;ora;direzione;corrispondente;oggetto;numero mittente;data mittente';
  const csv = [
    header,
    line('E1', { theirs: 'A/7', of: '01/02/2026' }),
    line('2', { who: '' }),
    line('9'),
    line('1'),
    line('3', { day: '01/01/2020' }),
    '4;;;E;;;;',
  ].join('\r\n');
  const form = await nadia.get(page);
  const preview = await nadia.submit(form, { csv, action: 'preview' }, /import$/);
  expect(preview.html).toContain('Pronte: 1. Da correggere: 4.');
  for (const problem of [
    'Il corrispondente manca',
    'va da E1 a E3',
    'compare già in una riga prima',
    'fuori dall’interruzione',
  ])
    expect(preview.html).toContain(problem);
  expect(await site.services.db('registration')).toEqual([]);

  const partly = await nadia.submit(form, { csv, action: 'import' }, /import$/);
  expect(partly.html).toContain('Importata una registrazione.');
  expect(partly.html).toContain('E2, E3');
  const rest = [header, line('1'), line('2'), line('3', { way: 'U' })].join('\n');
  const again = await nadia.submit(form, { csv: rest, action: 'preview' }, /import$/);
  expect(again.html).toContain('già importata');
  await nadia.submit(form, { csv: rest, action: 'import' }, /import$/);
  await nadia.submit(form, { csv: rest, action: 'import' }, /import$/);
  const rows = (await site.services
    .db('registration')
    .orderBy('number')
    .select('number', 'emergency_number', 'direction', 'sender_number', 'presented_at', 'emergency_at')) as {
    number: number;
    emergency_number: number;
    direction: string;
    presented_at: Date;
    emergency_at: Date;
  }[];
  expect(rows.map((row) => [row.number, row.emergency_number, row.direction])).toEqual([
    [1, 1, 'incoming'],
    [2, 2, 'incoming'],
    [3, 3, 'outgoing'],
  ]);
  for (const row of rows) expect(row.presented_at).toEqual(row.emergency_at);
  expect(rome(rows[0]?.emergency_at as Date)).toEqual({ day, time });
  expect(await acts()).toEqual([
    'registro.emergenza.aperto',
    'registro.emergenza.chiuso',
    'registro.emergenza.importato',
    'registro.emergenza.importato',
  ]);
});

test('the next outage goes on with the numbers; nobody but the registrar comes near', async () => {
  const { day, time } = ago(1);
  const filled = { startedDay: day, startedTime: time, cause: 'Ancora un guasto', authority: 'prov. 10' };
  const opened = await nadia.submit(await nadia.get('/register/emergency'), filled, /emergency$/);
  expect(opened.html).toContain('da E4 in avanti');
  for (const username of ['anna', 'carla', 'mario']) {
    const session = await site.as(username);
    for (const path of ['/register/emergency', page, `${page}/sheet.csv`])
      expect((await session.get(path)).status, `${username} ${path}`).toBe(403);
  }
});
