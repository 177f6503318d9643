import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rooms } from '../../web/routes.js';
import { planted, type Planted } from './planted.js';
import { testSite, type TestSite } from './site.js';

const secret = {
  subject: 'Sussidio riservatissimo',
  name: 'Zanforlini',
  reason: 'Disagio economico taciuto',
  paper: 'Certificato medico',
  tag: 'indigenza',
};

let site: TestSite;
let plant: Planted;
let restricted: { id: string; number: string; instance: string };
let open: { id: string; number: string };
/** What addresses may name, each of the restricted case. */
let named: Record<string, string>;

const insert = async (table: string, row: Record<string, unknown>): Promise<string> => {
  const [made] = (await site.services.db(table).insert(row).returning('id')) as { id: string }[];
  return made?.id ?? '';
};

/** A restricted case with something on every page where a case can show. */
const plantRestricted = async (): Promise<void> => {
  const { db, clock } = site.services;
  const at = clock.now();
  restricted = await plant.case({ familyName: secret.name, restricted: true, dueDate: '2026-01-02' });
  open = await plant.case();
  const { id, instance } = restricted;
  await db('case_file')
    .where({ id })
    .update({ subject: secret.subject, application: JSON.stringify({ motivo: secret.reason }) });
  const { applicant_id: partyId } = (await db('case_file').where({ id }).first('applicant_id')) as {
    applicant_id: string;
  };
  const documentId = await insert('document', {
    case_id: id,
    direction: 'outgoing',
    title: secret.paper,
    filename: 'certificato.pdf',
    media_type: 'application/pdf',
    size: 3,
    sha256: 'abc',
    storage_key: 'ab/c',
    created_at: at,
  });
  await insert('registration', {
    year: 2026,
    number: 4711,
    registered_at: at,
    presented_at: at,
    direction: 'incoming',
    object: secret.subject,
    correspondents: JSON.stringify([{ name: secret.name, role: 'mittente' }]),
    document_id: documentId,
    sha256: 'abc',
    case_id: id,
    registered_by: 'prova',
  });
  const letterId = await insert('letter', {
    case_id: id,
    code: 'L6',
    subject: secret.paper,
    data: '{}',
    template_version: '1',
    status: 'registered',
    document_id: documentId,
    effect_key: 'restricted letter',
    created_at: at,
  });
  const deliveryId = await insert('delivery', {
    letter_id: letterId,
    channel: 'desk',
    status: 'to-hand-over',
    effect_key: 'restricted delivery',
    created_at: at,
  });
  const jobKey = await plant.task(instance, { groups: ['sportello', 'ambiente'] });
  const { key: incidentKey } = await plant.incident(instance);
  await plant.awaits(instance, 'rinuncia');
  const by = await plant.account('anna');
  await db('case_tag').insert({ case_id: id, tag: secret.tag, by_id: by, at });
  named = {
    caseId: id,
    partyId,
    documentId,
    deliveryId,
    jobKey,
    incidentKey,
    message: 'rinuncia',
    procedureId: 'prova-pratiche',
    action: 'hand-over',
  };
};

beforeAll(async () => {
  site = await testSite();
  plant = planted(site.services);
  await plant.procedure();
  await plantRestricted();
  const anna = await site.as('anna');
  const relate = await anna.get(`/cases/${open.id}/work/relate`);
  await anna.submit(relate, { number: restricted.number, kind: 'same-person' }, /relate/);
});
afterAll(() => site.close());

/** Addresses of the whole site, made to lead to the restricted case where they name something. */
const addresses = (method: 'GET' | 'POST'): string[] => {
  const all = rooms.flatMap((room) => room(site.services).stack);
  const paths = all.filter(({ methods }) => methods.includes(method)).map(({ path }) => String(path));
  return [...new Set(paths)].map((path) =>
    path.replace(/:(\w+)/g, (_whole, name: string) => named[name] ?? restricted.id),
  );
};

/** What may not be on a page; the desk may know that a person exists, but not that they have this case. */
const untold = (path: string, isDesk: boolean): string[] => [
  secret.subject,
  secret.reason,
  secret.paper,
  secret.tag,
  ...(/2026/.test(path) ? [] : [restricted.number]),
  ...(isDesk && /^\/(parties|professionals|search|desk\/open)/.test(path) ? [] : [secret.name]),
];

const lists = () => [
  `/search?q=${restricted.number}`,
  '/search?q=4711/2026',
  '/search?q=zanfor',
  '/parties?q=zanfor',
  '/cases?status=open&q=zanfor',
  '/cases?status=open&q=sussidio',
  '/cases?status=open&tag=indig',
  '/cases?status=open&q=',
  '/cases?status=closed',
  '/inbox?view=office&q=zanfor',
  '/inbox?view=office&q=',
  '/inbox?view=free&q=',
  '/desk/open/prova-pratiche?q=zanfor',
  `/cases/${open.id}`,
  `/live?case=${restricted.id}`,
  `/live?task=${named['jobKey'] ?? ''}`,
];

describe('a restricted case', () => {
  test.each([
    ['bruno', true],
    ['elena', false],
    ['ivo', false],
    ['lara', false],
    ['mario', false],
  ] as const)('is on no page that %s can reach', async (username, isDesk) => {
    const who = await site.as(username);
    const streams = /\/live$/; // they never end, and say only that something changed; `lists` has those of a case
    const paths = [...addresses('GET').filter((path) => !streams.test(path)), ...lists()];
    expect(paths.length).toBeGreaterThan(40);
    for (const path of paths) {
      const { html } = await who.get(path);
      for (const word of untold(path, isDesk)) {
        expect(html.includes(word), `${username} reads «${word}» on ${path}`).toBe(false);
      }
    }
  });

  test('tells who asks by number or link only whom to ask, and the attempt is in the trail', async () => {
    const { db } = site.services;
    const attempts = async (name: string) =>
      (await db('audit').where({ case_id: restricted.id, act: 'pratica.tentativo', actor_name: name }))
        .length;
    for (const [username, name] of [
      ['bruno', 'Bruno Costa'],
      ['elena', 'Elena Conti'],
    ] as const) {
      const who = await site.as(username);
      const before = await attempts(name);
      const asked = [
        `/cases/${restricted.id}`,
        `/search?q=${restricted.number}`,
        `/documents/${named['documentId'] ?? ''}`,
        `/tasks/${named['jobKey'] ?? ''}`,
      ];
      for (const path of asked) {
        const page = await who.get(path);
        expect(page.status).toBe(403);
        expect(page.html).toContain('Pratica riservata.');
        expect(page.html).toContain('chiedi a: Servizio ambiente');
      }
      expect(await attempts(name)).toBe(before + asked.length);
    }
    const anna = await site.as('anna');
    const { html } = await anna.get(`/cases/${restricted.id}`);
    expect(html).toContain('Tentativo di consultarla senza averne titolo');
    const readers = /id="readers"[\s\S]*?<\/details>/.exec(html)?.[0] ?? '';
    expect(readers).toContain('Anna Ferrari');
    expect(readers).not.toContain('Bruno Costa');
  });

  test('can’t be acted on either', async () => {
    const { db } = site.services;
    const bruno = await site.as('bruno');
    const csrf = /name="_csrf" value="([^"]*)"/.exec((await bruno.get('/desk')).html)?.[1] ?? '';
    const state = () =>
      Promise.all(['case_file', 'incoming_act', 'task_claim', 'delivery'].map((name) => db(name)));
    const before = await state();
    const leading = addresses('POST').filter((path) =>
      Object.values(named).some((value) => value !== named['partyId'] && path.includes(value)),
    );
    expect(leading.length).toBeGreaterThan(5);
    for (const path of leading) {
      const page = {
        url: site.url,
        status: 200,
        html: `<form method="post" action="${path}"></form>`,
        headers: new Headers(),
      };
      const answer = await bruno.submit(page, { _csrf: csrf, token: restricted.id, identified: 'yes' });
      for (const word of untold(path, true))
        expect(answer.html.includes(word), `${word} on ${path}`).toBe(false);
    }
    expect(await state()).toEqual(before);
  });

  test('counts for nobody by name', async () => {
    const bruno = await site.as('bruno');
    const found = await bruno.get('/parties?q=zanfor');
    expect(found.html).toContain(secret.name);
    expect(/Zanforlini[\s\S]*?<\/tr>/.exec(found.html)?.[0]).not.toMatch(/>\s*1\s*</);
  });

  test('is seen by a colleague who was given access, until that day, and its task with it', async () => {
    const [dario, bruno] = await Promise.all([site.as('dario'), site.as('bruno')]);
    const { db } = site.services;
    const form = await dario.get(`/cases/${restricted.id}/work/grant`);
    const colleague = await plant.account('bruno');
    const given = { colleague, until: '31/12/2099', reason: 'Anna è in malattia' };
    const page = await dario.submit(form, given, /grant/);
    expect(page.html).toContain('fino al 31/12/2099');
    expect((await bruno.get(`/cases/${restricted.id}`)).html).toContain(secret.subject);
    expect((await bruno.get(`/tasks/${named['jobKey'] ?? ''}`)).status).toBe(200);
    expect((await bruno.get('/desk')).html).toContain(restricted.number);
    await db('case_grant').update({ until: '2020-01-01' });
    expect((await bruno.get(`/cases/${restricted.id}`)).status).toBe(403);
    await db('case_grant').update({ until: '2099-12-31' });
    await dario.submit(await dario.get(`/cases/${restricted.id}`), {}, /grant-end/);
    expect((await bruno.get(`/cases/${restricted.id}`)).status).toBe(403);
  });

  test('is another office’s only while it has a task in it', async () => {
    const { id, instance } = await plant.case({ restricted: true });
    const key = await plant.task(instance, { groups: ['polizia-locale'] });
    const ivo = await site.as('ivo');
    expect((await ivo.get(`/cases/${id}`)).status).toBe(200);
    await plant.ends(key);
    expect((await ivo.get(`/cases/${id}`)).status).toBe(403);
  });

  test('can be any case, by its responsible officer with a reason; the desk that opened it goes on', async () => {
    const { id } = await plant.case();
    const [dario, bruno, anna] = await Promise.all([site.as('dario'), site.as('bruno'), site.as('anna')]);
    expect((await bruno.get(`/cases/${id}`)).status).toBe(200);
    expect((await anna.get(`/cases/${id}/work/restrict`)).status).toBe(403);
    const set = await dario.get(`/cases/${id}/work/restrict`);
    expect((await dario.submit(set, { reason: '' }, /restrict/)).status).toBe(422);
    await dario.submit(set, { reason: 'Persona protetta' }, /restrict/);
    expect((await bruno.get(`/cases/${id}`)).status).toBe(403);
    expect((await anna.get(`/cases/${id}`)).status).toBe(200);
    await dario.submit(
      await dario.get(`/cases/${id}/work/unrestrict`),
      { reason: 'Non serve più' },
      /unrestrict/,
    );
    expect((await bruno.get(`/cases/${id}`)).status).toBe(200);
  });
});
