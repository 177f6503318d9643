import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, HttpSession } from '../helpers/http-session.js';
import { planted, type Planted } from './planted.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let plant: Planted;
let anna: HttpSession;
let dario: HttpSession;
beforeAll(async () => {
  site = await testSite();
  plant = planted(site.services);
  await plant.procedure();
  [anna, dario] = await Promise.all([site.as('anna'), site.as('dario')]);
});
afterAll(() => site.close());

const ball = ({ html }: Answer): string => /class="ball-sentence"[^>]*>([^<]*)</.exec(html)?.[1] ?? '';
const timeline = ({ html }: Answer): string[] =>
  [...html.matchAll(/<li class="told-\w+">[\s\S]*?<span>([\s\S]*?)<\/span><\/li>/g)].map(([, text]) =>
    (text ?? '').replace(/<[^>]*>/g, '').trim(),
  );

describe('who has the ball', () => {
  test('nobody yet: the engine hasn’t started it', async () => {
    const { id, instance } = await plant.case();
    await site.services.db('engine_instance').where({ key: instance }).delete();
    expect(ball(await anna.get(`/cases/${id}`))).toBe('La richiesta è registrata e sta per partire.');
  });

  test('an office, then a person of it, with the date', async () => {
    const { id, instance } = await plant.case();
    const key = await plant.task(instance, { dueInDays: 10 });
    expect(ball(await anna.get(`/cases/${id}`))).toMatch(
      /^Tocca a Servizio ambiente: Fai il sopralluogo, entro il \d\d\/\d\d\/\d{4}\.$/,
    );
    await dario.submit(await dario.get(`/tasks/${key}`), {}, /claim/);
    expect(ball(await anna.get(`/cases/${id}`))).toContain('Dario Galli (Servizio ambiente)');
  });

  test('an automatic step that is blocked, with the way to it for those who mend', async () => {
    const { id, instance } = await plant.case();
    const { key } = await plant.incident(instance);
    const page = await dario.get(`/cases/${id}`);
    expect(ball(page)).toContain('«Prepara la lettera» è bloccato');
    expect(page.html).toContain(`/incidents/${key}`);
    expect((await anna.get(`/cases/${id}`)).html).not.toContain(`/incidents/${key}`);
  });

  test('somebody outside, whose act the desk records', async () => {
    const { id, instance } = await plant.case();
    await plant.passes(instance, 'Catch_Integration', 'INTERMEDIATE_CATCH_EVENT', 'active');
    await plant.awaits(instance, 'integrazione.ricevuta');
    expect(ball(await anna.get(`/cases/${id}`))).toBe('Si aspetta dall’esterno: Documenti integrativi.');
  });

  test('and when the diagram goes on by itself if nothing comes', async () => {
    const { id, instance } = await plant.case();
    await plant.passes(instance, 'Catch_Integration', 'INTERMEDIATE_CATCH_EVENT', 'active');
    await plant.awaits(instance, 'integrazione.ricevuta');
    await plant.waitsUntil(instance, 'Service_Letter', new Date('2027-04-07T22:30:00Z'));
    const page = await anna.get(`/cases/${id}`);
    expect(ball(page)).toBe('Si aspetta dall’esterno: Documenti integrativi.');
    expect(page.html).toContain('Il 08/04/2027, se prima non succede altro: Prepara la lettera.');
  });

  test('nobody any more: closed, with its outcome', async () => {
    const { id } = await plant.case();
    await plant.closes(id, 'Autorizzazione rilasciata');
    expect(ball(await anna.get(`/cases/${id}`))).toContain('Autorizzazione rilasciata');
  });
});

describe('the page', () => {
  test('tells everything that happened in the office’s words, newest first', async () => {
    const { id, instance } = await plant.case();
    await plant.passes(instance, 'Start', 'START_EVENT');
    const key = await plant.task(instance);
    await dario.submit(await dario.get(`/tasks/${key}`), {}, /claim/);
    const good = { action: 'complete', giorno: '23/11/2026', completa: 'si', relazione: 'Visto.' };
    await dario.submit(await dario.get(`/tasks/${key}`), good, /^\/tasks\/\d+$/);
    await plant.ends(key);
    await plant.passes(instance, 'Service_Letter', 'SERVICE_TASK');
    const told = timeline(await anna.get(`/cases/${id}`));
    for (const text of ['Da fare: Fai il sopralluogo', 'Passo automatico: Prepara la lettera']) {
      expect(told).toContain(text);
    }
    expect(told.some((text) => /^Fatto: Fai il sopralluogo · Dario Galli$/.test(text))).toBe(true);
    expect(told.some((text) => text.startsWith('Preso in carico: Fai il sopralluogo'))).toBe(true);
  });

  test('draws the diagram with the way taken and says it in words', async () => {
    const { id, instance } = await plant.case();
    await plant.passes(instance, 'Start', 'START_EVENT');
    await plant.takes(instance, 'F1');
    await plant.task(instance);
    const { html } = await anna.get(`/cases/${id}`);
    expect(html).toMatch(/class="[^"]*way-passed" data-element-id="Start"/);
    expect(html).toMatch(/class="[^"]*way-active" data-element-id="Task_Inspection"/);
    expect(html).toMatch(/class="[^"]*way-flow" data-element-id="F1"/);
    expect(html).not.toMatch(/way-\w+" data-element-id="Task_Sign"/);
    expect(html).toMatch(/Fai il sopralluogo<\/strong>\s*<span class="badge-plain tone-blue">adesso/);
  });

  test('is read by who needs to know, and each reading is noted', async () => {
    const { id, instance } = await plant.case({ restricted: true });
    await plant.task(instance);
    expect((await anna.get(`/cases/${id}`)).status).toBe(200);
    const [bruno, elena] = await Promise.all([site.as('bruno'), site.as('elena')]);
    expect((await bruno.get(`/cases/${id}`)).status).toBe(403);
    expect((await elena.get(`/cases/${id}`)).status).toBe(403);
    await dario.get(`/cases/${id}`);
    const readings = (await site.services.db('audit').where({ case_id: id, act: 'pratica.letta' })) as {
      actor_name: string;
    }[];
    expect(readings.map(({ actor_name }) => actor_name)).toEqual(['Anna Ferrari', 'Dario Galli']);
  });

  test('in the list of cases stands by its term, the nearest first; filters are kept', async () => {
    await plant.case({ familyName: 'Vicini', dueDate: '2026-01-02' });
    const list = await anna.get('/cases?status=open&q=vicini');
    expect(list.html).toContain('Vicini Maria');
    expect(list.html).toContain('scaduto da');
    expect((await anna.get('/cases')).html).toContain('value="vicini"');
    const all = await anna.get('/cases?status=open');
    expect(/<td>(\S+) Maria<\/td>/.exec(all.html)?.[1]).toBe('Vicini');
  });
});

describe('an act that arrives', () => {
  const waiting = async () => {
    const planted = await plant.case();
    await plant.awaits(planted.instance, 'integrazione.ricevuta');
    return planted;
  };

  test('is offered only while the engine waits for it', async () => {
    const { id } = await waiting();
    const { html } = await anna.get(`/cases/${id}`);
    expect(html).toContain(`/cases/${id}/acts/integrazione.ricevuta`);
    expect(html).not.toContain(`/cases/${id}/acts/rinuncia`);
  });

  test('gets its registration and goes to the engine once, however often it is sent', async () => {
    const { id } = await waiting();
    const form = await anna.get(`/cases/${id}/acts/integrazione.ricevuta`);
    const fields = { sintesi: 'Porta la planimetria', action: 'record' };
    const [first] = await Promise.all([anna.submit(form, fields, /acts/), anna.submit(form, fields, /acts/)]);
    await anna.submit(form, fields, /acts/);
    expect(new URL(first.url).pathname).toBe(`/cases/${id}`);
    expect(first.html).toMatch(/Ricevuto: Documenti integrativi, prot\. \d{7}\/\d{4}/);
    const { db } = site.services;
    expect(await db('incoming_act').where({ case_id: id })).toHaveLength(1);
    expect(await db('engine_command').where({ case_id: id, kind: 'publish-message' })).toHaveLength(1);
    expect(await db('registration').where({ case_id: id })).toHaveLength(1);
  });

  test('without a word on what it says is not taken, and what was typed stays', async () => {
    const { id } = await waiting();
    const form = await anna.get(`/cases/${id}/acts/integrazione.ricevuta`);
    const answer = await anna.submit(form, { sintesi: ' ', action: 'record' }, /acts/);
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('sintesi-error');
  });

  test('that is no longer awaited is said, with the typing', async () => {
    const { id } = await plant.case();
    const form = await anna.get(`/cases/${id}/acts/rinuncia`);
    const answer = await anna.submit(form, { sintesi: 'Non vuole più', action: 'record' }, /acts/);
    expect(answer.status).toBe(409);
    expect(answer.html).toContain('non aspetta questo atto');
    expect(answer.html).toContain('Non vuole più');
  });

  test('is recorded at the desk, not in the office', async () => {
    const { id } = await waiting();
    const page = await dario.get(`/cases/${id}`);
    expect(page.html).not.toContain('/acts/');
    expect(page.html).toContain('Lo sportello può registrare:');
    expect((await dario.get(`/cases/${id}/acts/integrazione.ricevuta`)).status).toBe(403);
  });
});
