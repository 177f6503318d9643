import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../core/actor.js';
import { writeNotice, type NoticeInput } from '../../db/transactions/notices.js';
import { noticesFor, unreadNotices } from '../../web/notices/query.js';
import { axeFindings } from '../helpers/browser.js';
import type { HttpSession } from '../helpers/http-session.js';
import { people } from '../helpers/people.js';
import { planted } from './planted.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let anna: HttpSession;
let lara: HttpSession;
let author: Actor;
let reader: Actor;
beforeAll(async () => {
  site = await testSite();
  const { account } = planted(site.services);
  author = { id: await account('dario'), name: 'Dario', roles: ['responsible'], officeId: 'ambiente' };
  reader = { id: await account('bruno'), name: 'Bruno', roles: ['operator'], officeId: 'sportello' };
  [anna, lara] = await Promise.all([site.as('anna'), site.as('lara')]);
});
afterAll(() => site.close());

const notice = (change: Partial<NoticeInput> = {}): NoticeInput => ({
  title: 'Prova',
  body: 'Testo',
  important: false,
  validFrom: '2026-03-01',
  validTo: '2026-03-31',
  procedures: [],
  offices: [],
  skills: [],
  ...change,
});
const shownOn = async (day: string, actor = reader, procedureId?: string): Promise<string[]> => {
  const at = new Date(`${day}T10:00:00Z`);
  const found = await noticesFor(site.services.db, { at, actor, ...(procedureId ? { procedureId } : {}) });
  return found.map(({ title }) => title);
};
const write = (input: NoticeInput) => writeNotice(site.services, author, input);

test('a notice shows from its first day to its last, to those it is for, unread and important first', async () => {
  await write(notice({ title: 'Breve', offices: ['sportello'] }));
  await write(notice({ title: 'Da aprile', validFrom: '2026-04-01', validTo: null }));
  await write(notice({ title: 'Ambiente', offices: ['ambiente'] }));
  await write(notice({ title: 'Alberi', procedures: ['prova-pagine'], important: true }));
  expect(await shownOn('2026-02-28')).toEqual([]);
  expect(await shownOn('2026-03-01')).toEqual(['Alberi', 'Breve']);
  expect(await shownOn('2026-03-31')).toEqual(['Alberi', 'Breve']);
  expect(await shownOn('2026-04-01')).toEqual(['Da aprile']);
  expect(await shownOn('2026-03-10', reader, 'prova-pagine')).toEqual(['Alberi']);
  expect(await shownOn('2026-03-10', author)).toEqual(['Alberi', 'Ambiente']);
  await site.services.db('notice').update({ withdrawn_at: new Date() });
  expect(await shownOn('2026-03-10')).toEqual([]);
});

const shownTo = async (session: HttpSession, path: string): Promise<string> => (await session.get(path)).html;

test('an analyst writes it; the desk finds it at home, in the menu, on the procedure; read is read, changed is unread again', async () => {
  const typed = {
    title: 'Marca da bollo',
    body: 'Dal lunedì si chiede il numero di serie.',
    validFrom: '01/01/2026',
  };
  const form = await lara.get('/notices/new');
  const wrong = await lara.submit(form, { ...typed, validTo: '31/12/2025' }, /^\/notices$/);
  expect(wrong.status).toBe(422);
  expect(wrong.html).toContain('L’ultimo giorno non può venire prima del primo');
  expect(wrong.html).toContain('Dal lunedì si chiede il numero di serie.');
  const published = await lara.submit(wrong, { ...typed, procedures: 'prova-pagine' }, /^\/notices$/);
  await lara.submit(wrong, { ...typed, procedures: 'prova-pagine' }, /^\/notices$/); // a double click
  expect(published.html).toContain('Avviso pubblicato');
  expect(await site.services.db('notice').where({ title: typed.title })).toHaveLength(1);

  const home = await anna.get('/desk');
  expect(home.html).toContain('Dal lunedì si chiede il numero di serie.');
  expect(home.html).toMatch(/Avvisi <span class="nav-badge">.*?1<\/span>/);
  expect(await shownTo(anna, '/desk/open/prova-pagine')).toContain('Marca da bollo</h3>');
  const read = await anna.submit(home, {}, /\/read$/);
  expect(read.html).not.toContain('Dal lunedì si chiede');
  expect(read.html).not.toContain('nav-badge');
  expect(await shownTo(anna, '/desk/open/prova-pagine')).toContain('Dal lunedì si chiede'); // it still holds

  const list = await lara.get('/notices');
  const edit = await lara.get(/\/notices\/[0-9a-f-]+\/edit/.exec(list.html)?.[0] ?? '');
  await lara.submit(edit, { ...typed, body: 'Si chiede anche la data.' }, /\/notices\/[0-9a-f-]+$/);
  const stale = await lara.submit(edit, { ...typed, body: 'Altro' }, /\/notices\/[0-9a-f-]+$/);
  expect(stale.status).toBe(409);
  expect(await shownTo(anna, '/desk')).toContain('Si chiede anche la data.');
  await lara.submit(await lara.get('/notices'), {}, /\/withdraw$/);
  expect(await shownTo(anna, '/desk')).not.toContain('Si chiede anche la data.');
  expect(await unreadNotices(site.services.db, { at: new Date(), actor: reader })).toBe(0);
});

test('who may not write is refused; pages are clean', async () => {
  const [carla, desk] = await Promise.all([site.as('carla'), site.as('bruno')]);
  for (const session of [carla, desk]) expect((await session.get('/notices/new')).status).toBe(403);
  await write(notice({ title: 'Importante', important: true, validTo: null, skills: ['bollo'] }));
  const staff = await people(site.url);
  const page = await staff.as('lara', { width: 768, height: 900 });
  for (const address of ['/notices', '/notices/new']) {
    await page.goto(site.url + address);
    expect(await axeFindings(page), address).toEqual([]);
  }
  const home = await staff.as('anna');
  expect(await axeFindings(home)).toEqual([]);
  expect(staff.complaints).toEqual([]);
  await staff.close();
});
