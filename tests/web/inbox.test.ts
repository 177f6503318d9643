import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inboxPage, type Person } from '../../web/inbox/query.js';
import type { Answer, HttpSession } from '../helpers/http-session.js';
import { planted, type Planted } from './planted.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let plant: Planted;
let carla: HttpSession;
let keys: string[];
beforeAll(async () => {
  site = await testSite();
  plant = planted(site.services);
  await plant.procedure();
  carla = await site.as('carla');
  keys = [];
  for (const [index, familyName] of ['Rossi', 'Esposito', 'Ferri', 'Gallo'].entries()) {
    const { instance } = await plant.case({ familyName });
    keys.push(await plant.task(instance, { dueInDays: index === 3 ? null : index * 5 - 3 }));
  }
  const { instance } = await plant.case({ familyName: 'Neri' });
  await plant.task(instance, { element: 'Task_Sign', form: 'firma', role: 'responsabile', dueInDays: 1 });
});
afterAll(() => site.close());

const tasksOn = ({ html }: Answer): string[] =>
  [...html.matchAll(/<tr id="t-(\d+)"/g)].map(([, key]) => key ?? '');
const names = ({ html }: Answer): string[] =>
  [...html.matchAll(/<td>(\S+) Maria<\/td>/g)].map(([, name]) => name ?? '');
const counts = ({ html }: Answer): number[] =>
  [...html.matchAll(/class="count">(\d+)</g)].map(([, count]) => Number(count));

describe('an officer’s list', () => {
  test('has the oldest due first and those without a due date last', async () => {
    const page = await carla.get('/inbox?view=office');
    expect(names(page)).toEqual(['Rossi', 'Neri', 'Esposito', 'Ferri', 'Gallo']);
    expect(page.html).toContain('scaduto da 3 giorni');
    expect(counts(page)).toEqual([0, 4, 5]);
  });

  test('doesn’t offer what only the responsible officer may take', async () => {
    expect(names(await carla.get('/inbox?view=free'))).not.toContain('Neri');
    const dario = await site.as('dario');
    expect(names(await dario.get('/inbox?view=free'))).toContain('Neri');
  });

  test('is another office’s nowhere', async () => {
    const elena = await site.as('elena');
    expect(tasksOn(await elena.get('/inbox?view=office'))).toEqual([]);
    expect((await elena.get(`/tasks/${keys[0]}`)).status).toBe(404);
  });

  test('keeps filters and place on the server: going into a task and back loses neither', async () => {
    const filtered = await carla.get('/inbox?view=office&q=esp&band=soon');
    expect(names(filtered)).toEqual(['Esposito']);
    await carla.get(`/tasks/${keys[1]}`);
    const back = await carla.get('/inbox');
    expect(names(back)).toEqual(['Esposito']);
    expect(back.html).toContain('value="esp"');
  });

  test.each([
    ['late', ['Rossi']],
    ['soon', ['Neri', 'Esposito']],
    ['later', ['Ferri']],
    ['none', ['Gallo']],
    ['today', []],
  ])('filters by due band %s', async (band, expected) => {
    expect(names(await carla.get(`/inbox?view=office&band=${band}`))).toEqual(expected);
  });

  test('filters by kind of task', async () => {
    const page = await carla.get('/inbox?view=office&task=prova-pratiche+Task_Sign');
    expect(names(page)).toEqual(['Neri']);
  });

  test('leads to the next and the previous task inside the filtered list', async () => {
    await carla.get('/inbox?view=office&task=prova-pratiche+Task_Inspection');
    const { html } = await carla.get(`/tasks/${keys[1]}`);
    expect(html).toContain(`rel="prev" href="/tasks/${keys[0]}"`);
    expect(html).toContain(`rel="next" href="/tasks/${keys[2]}"`);
    expect((await carla.get(`/tasks/${keys[3]}`)).html).not.toContain('rel="next"');
  });

  test('claim, release and hand over, with the note; a colleague’s task can’t be taken', async () => {
    const page = await carla.get('/inbox?view=office&q=Ferri');
    const claimed = await carla.submit(page, {}, /claim/);
    expect(new URL(claimed.url).pathname).toBe('/inbox');
    expect(claimed.html).toContain('In carico a me');
    const dario = await site.as('dario');
    const stale = await dario.get(`/tasks/${keys[0]}`);
    expect((await dario.get(`/tasks/${keys[2]}`)).html).toContain('Questo compito è di Carla Neri');
    const task = await carla.get(`/tasks/${keys[2]}`);
    const unchosen = await carla.submit(task, { toAccountId: '', note: 'x' }, /hand-over/);
    expect(unchosen.status).toBe(422);
    const toAccountId = await plant.account('dario');
    await carla.submit(task, { toAccountId, note: 'Torno lunedì' }, /hand-over/);
    const mine = await dario.get('/inbox?view=mine');
    expect(mine.html).toContain('Torno lunedì');
    const released = await dario.submit(mine, {}, /release/);
    expect(released.html).toContain('rilasciato');
    await carla.submit(await carla.get(`/tasks/${keys[0]}`), {}, /claim/);
    const refused = await dario.submit(stale, {}, /claim/);
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('Carla Neri');
    await carla.submit(await carla.get(`/tasks/${keys[0]}`), {}, /release/);
  });
});

test('the officers’ home has their tasks, the office’s, what is near its term, and nothing to write to the public with', async () => {
  await plant.case({ familyName: 'Urgenti', dueDate: '2026-01-02' });
  const home = await carla.get('/backoffice');
  expect(names(home)).toContain('Rossi');
  expect(home.html).toContain('Urgenti Maria');
  expect(home.html).not.toMatch(/mailto:|tel:|\/desk\//);
  const anna = await site.as('anna');
  expect((await anna.get('/backoffice')).status).toBe(403);
});

test('at the desk a restricted case is only its opener’s', async () => {
  const { instance } = await plant.case({ familyName: 'Segreti', restricted: true, openedBy: 'bruno' });
  const key = await plant.task(instance, {
    element: 'Task_HandOver',
    form: 'consegna',
    groups: ['sportello'],
  });
  const [anna, bruno] = await Promise.all([site.as('anna'), site.as('bruno')]);
  expect(tasksOn(await anna.get('/inbox?view=office'))).not.toContain(key);
  expect((await anna.get(`/tasks/${key}`)).status).toBe(403);
  expect(tasksOn(await bruno.get('/inbox?view=office'))).toContain(key);
});

describe('with 10,000 open tasks', () => {
  const total = 10_000;
  let person: Person;
  beforeAll(async () => {
    const { db } = site.services;
    const { instance } = await plant.case({ familyName: 'Molti', office: 'polizia-locale' });
    await db.raw(
      `with copies as (
         select gen_random_uuid() as id, n, '2027/' || lpad(n::text, 6, '0') as number from generate_series(1, ${total}) n),
       cases as (
         insert into case_file (id, number, procedure_id, procedure_version_id, status, applicant_id, application, subject,
           office_id, presented_at, opened_at, submission_token, tracking_code)
         select copies.id, copies.number, f.procedure_id, f.procedure_version_id, 'open', f.applicant_id, f.application,
           f.subject, f.office_id, f.presented_at, f.opened_at, copies.id::text, copies.id::text
         from copies, engine_instance i join case_file f on f.id = i.case_id where i.key = :instance),
       instances as (
         insert into engine_instance (key, process_id, case_id, state, position)
         select 900000000 + n, 'prova-pratiche', id, 'active', n from copies)
       insert into engine_job (key, type, kind, instance_key, process_definition_key, process_id, element_id, element_key,
         state, retries, form_key, groups, due_at, created_at, position)
       select 800000000 + n, 'io.camunda.zeebe:userTask', 'task', 900000000 + n, 1, 'prova-pratiche', 'Task_Inspection', n,
         'created', 1, 'sopralluogo', array['polizia-locale'],
         case when n % 10 = 0 then null else now() + ((n * 7919) % 1000 - 200) * interval '1 hour' end, now(), n
       from copies`,
      { instance },
    );
    await db.raw('analyze');
    person = {
      id: await plant.account('giulia'),
      name: 'Giulia Serra',
      roles: ['officer'],
      officeId: 'polizia-locale',
    };
  });
  const state = {
    view: 'office',
    q: '',
    procedure: '',
    task: '',
    band: '',
    applicant: '',
    holder: '',
    cols: '',
    after: '',
    before: '',
  } as const;

  test('every page follows the one before, without gap or repeat', async () => {
    const { db, clock } = site.services;
    const all: string[] = [];
    for (let after = ''; ;) {
      const page = await inboxPage(db, person, { ...state, after }, clock.now());
      all.push(...page.tasks.map(({ key }) => key));
      if (!page.hasLater) break;
      after = page.tasks.at(-1)?.key ?? '';
    }
    expect(all).toHaveLength(total);
    expect(new Set(all).size).toBe(total);
    const middle = all[5000] ?? '';
    const before = await inboxPage(db, person, { ...state, before: middle }, clock.now());
    expect(before.tasks.map(({ key }) => key)).toEqual(all.slice(4950, 5000));
  });
});
