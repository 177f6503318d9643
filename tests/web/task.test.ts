import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, HttpSession } from '../helpers/http-session.js';
import { planted, type Planted } from './planted.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let plant: Planted;
let carla: HttpSession;
beforeAll(async () => {
  site = await testSite();
  plant = planted(site.services);
  await plant.procedure();
  carla = await site.as('carla');
});
afterAll(() => site.close());

const form = /^\/tasks\/\d+$/;
const good = {
  action: 'complete',
  giorno: '23/11/2026',
  completa: 'si',
  relazione: 'Il pino è inclinato sulla strada.',
  responsabile: 'dario',
};
const freshTask = async (options = {}) => {
  const planted = await plant.case();
  const key = await plant.task(planted.instance, options);
  return { ...planted, key, page: await carla.get(`/tasks/${key}`) };
};
const send = (page: Answer, fields: Record<string, string | File> = {}): Promise<Answer> =>
  carla.submit(page, { ...good, ...fields }, form);
const commands = (key: string) =>
  site.services.db('engine_command').where({ idempotency_key: `complete ${key}` });
const pdf = async (): Promise<File> => {
  const document = await PDFDocument.create();
  document.addPage();
  return new File([Buffer.from(await document.save())], 'pino.pdf');
};

describe('the page of a task', () => {
  test('says what to do and why, asks its form, shows the case beside, and the reading is noted', async () => {
    const { page, id, number } = await freshTask();
    expect(page.html).toContain('Vai sul posto e descrivi che cosa hai visto. Serve a decidere');
    expect(page.html).toContain('Giorno del sopralluogo');
    expect(page.html).toContain(number);
    expect(page.html).toContain('Pino pericolante');
    expect(await site.services.db('audit').where({ case_id: id, act: 'pratica.letta' })).toHaveLength(1);
  });

  test('offers the office’s people where the form asks for one', async () => {
    const { page } = await freshTask();
    expect(page.html).toMatch(/<option value="dario"[^>]*>Dario Galli/);
    expect(page.html).not.toMatch(/<option value="elena"/);
  });

  test('gives no means to write to the public', async () => {
    const { page, id } = await freshTask();
    const file = await carla.get(`/cases/${id}`);
    expect((await (await site.as('anna')).get(`/cases/${id}`)).html).toContain('maria@esempio.it');
    for (const { html } of [page, file]) {
      expect(html).not.toMatch(/mailto:|tel:|maria@esempio\.it|051 123456/);
    }
  });
});

describe('completing', () => {
  test('keeps the result, tells the engine only what the diagram reads, and leads on', async () => {
    const { page, key, id } = await freshTask();
    const sent = await send(page);
    expect(new URL(sent.url).pathname).toBe(`/tasks/${key}/sent`);
    expect(sent.html).toContain('In lavorazione');
    const [command] = (await commands(key)) as { payload: { variables: object } }[];
    expect(command?.payload.variables).toEqual({ completa: 'si' });
    const [result] = (await site.services.db('task_result').where({ job_key: key })) as { data: object }[];
    expect(result?.data).toMatchObject({ giorno: '2026-11-23', relazione: good.relazione });
    const file = (await site.services.db('case_file').where({ id }).first()) as { responsible_id: string };
    expect(file.responsible_id).toBe(await plant.account('dario'));
  });

  test('leads to the next task of the same case when that is one’s own, else back to the list', async () => {
    const { page, key, instance } = await freshTask();
    await send(page);
    await plant.ends(key);
    const next = await plant.task(instance);
    expect(new URL((await carla.get(`/tasks/${key}/sent`)).url).pathname).toBe(`/tasks/${next}`);

    await send(await carla.get(`/tasks/${next}`));
    await plant.ends(next);
    expect((await carla.get(`/tasks/${next}/sent`)).html).toContain('In lavorazione');
    await plant.task(instance, { element: 'Task_Sign', form: 'firma', role: 'responsabile' });
    const list = await carla.get(`/tasks/${next}/sent`);
    expect(new URL(list.url).pathname).toBe('/inbox');
    expect(list.html).toContain('Completato: «Fai il sopralluogo»');
  });

  test('waits while an automatic step is on its way', async () => {
    const { page, key, instance } = await freshTask();
    await send(page);
    await plant.ends(key);
    const { job } = await plant.incident(instance);
    await site.services.db('engine_incident').where({ instance_key: instance }).delete();
    await site.services.db('engine_job').where({ key: job }).update({ state: 'created', retries: 3 });
    expect((await carla.get(`/tasks/${key}/sent`)).html).toContain('In lavorazione');
  });

  test('sent twice at once, and once more with the back button, is one command', async () => {
    const { page, key } = await freshTask();
    const answers = await Promise.all([send(page), send(page)]);
    const again = await send(page);
    for (const { url } of [...answers, again]) expect(new URL(url).pathname).toBe(`/tasks/${key}/sent`);
    expect(await commands(key)).toHaveLength(1);
  });
});

describe('what is wrong is said beside its field, and nothing typed is lost', () => {
  test('a day that doesn’t exist', async () => {
    const { page, key } = await freshTask();
    const answer = await send(page, { giorno: '31/02/2026' });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('id="giorno-error"');
    expect(answer.html).toContain('error-summary');
    expect(answer.html).toContain('value="31/02/2026"');
    expect(answer.html).toContain(good.relazione);
    expect(await commands(key)).toHaveLength(0);
  });

  test('a question that an answer brings up', async () => {
    const { page } = await freshTask();
    expect(page.html).not.toContain('Che cosa manca');
    const answer = await send(page, { completa: 'no' });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('id="manca-error"');
  });

  test('a file that isn’t what its name says; a good one stays', async () => {
    const { page, id } = await freshTask();
    const wrong = await send(page, { foto: new File(['ciao'], 'pino.jpg') });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('non è quello');
    const kept = await send(page, { foto: await pdf(), giorno: '' });
    expect(kept.html).toContain('pino.pdf');
    await send(kept, {});
    const documents = (await site.services.db('document').where({ case_id: id })) as { field: string }[];
    expect(documents.map(({ field }) => field)).toEqual(['foto']);
  });
});

test('a list in a form grows by a row, with what was typed kept', async () => {
  const { page, key } = await freshTask();
  const grown = await send(page, { action: 'list-add:piante', relazione: 'Due pini' });
  expect(new URL(grown.url).pathname).toBe(`/tasks/${key}`);
  expect(grown.html).toContain('name="piante.0.specie"');
  expect(grown.html).toContain('Due pini');
});

describe('drafts', () => {
  test('a pressed button keeps them; the task opens with them again', async () => {
    const { page, key } = await freshTask();
    const list = await send(page, { action: 'save', giorno: '', relazione: 'A metà' });
    expect(new URL(list.url).pathname).toBe('/inbox');
    expect((await carla.get(`/tasks/${key}`)).html).toContain('A metà');
  });

  test('each change keeps them by itself, without complaints about what isn’t written yet', async () => {
    const { page, key } = await freshTask();
    const answer = await send(page, { action: 'refresh', giorno: '', completa: 'no' });
    expect(answer.status).toBe(200);
    expect(answer.html).not.toContain('class="error"');
    expect(answer.html).toContain('Che cosa manca');
    const [draft] = (await site.services.db('task_draft').where({ job_key: key })) as { data: object }[];
    expect(draft?.data).toMatchObject({ relazione: good.relazione });
  });
});

describe('somebody or the diagram was faster', () => {
  test('a stale page can’t complete what is a colleague’s by now', async () => {
    const { page, key } = await freshTask();
    const dario = await site.as('dario');
    await dario.submit(await dario.get(`/tasks/${key}`), {}, /claim/);
    const answer = await send(page);
    expect(answer.status).toBe(409);
    expect(answer.html).toContain('Questo compito è ora di Dario Galli');
    expect(answer.html).toContain(good.relazione);
    expect(await commands(key)).toHaveLength(0);
  });

  test('two colleagues complete the same task: one is told that it is done', async () => {
    const { page, key } = await freshTask();
    const dario = await site.as('dario');
    const his = await dario.get(`/tasks/${key}`);
    await send(page);
    const answer = await dario.submit(his, good, form);
    expect(answer.url).toContain('/sent');
    expect(await commands(key)).toHaveLength(1);
  });

  test('the diagram cancelled it while its form was open: the typing is kept on the case, for copying', async () => {
    const { page, key, id } = await freshTask();
    await plant.ends(key, 'cancelled');
    const answer = await send(page);
    expect(answer.status).toBe(409);
    expect(answer.html).toContain('Questo compito non c’è più');
    expect(answer.html).toContain(good.relazione);
    const file = await carla.get(`/cases/${id}`);
    expect(file.html).toContain('Appunti non inviati');
    expect(file.html).toContain(good.relazione);
    const dario = await site.as('dario');
    expect((await dario.get(`/cases/${id}`)).html).not.toContain('Appunti non inviati');
    const without = await carla.submit(file, {}, /discard/);
    expect(without.html).not.toContain(good.relazione);
  });

  test('the engine refused it: whoever sent it is told, with what they wrote', async () => {
    const { page, key, id } = await freshTask();
    await send(page);
    const { db } = site.services;
    await db('engine_command')
      .where({ idempotency_key: `complete ${key}` })
      .update({ status: 'refused', last_error: 'NOT_FOUND: no job' });
    const [lost] = (await db('task_result').where({ job_key: key }).delete().returning('*')) as {
      data: object;
    }[];
    await db('task_draft').insert({
      job_key: key,
      account_id: await plant.account('carla'),
      case_id: id,
      data: JSON.stringify(lost?.data),
      reason: 'task-gone',
      updated_at: new Date(),
    });
    await db('engine_job').where({ key }).update({ state: 'cancelled', ended_at: new Date() });
    const answer = await carla.get(`/tasks/${key}/sent`);
    expect(answer.status).toBe(409);
    expect(answer.html).toContain('Il compito non è stato accettato');
    expect(answer.html).toContain(good.relazione);
    expect((await carla.get(`/cases/${id}`)).html).toContain('non è stato accettato dal motore');
  });
});

test('two people on one task are told of each other', async () => {
  const { key } = await freshTask();
  const dario = await site.as('dario');
  expect((await dario.get(`/tasks/${key}`)).html).toContain('Carla Neri');
  expect((await carla.get(`/tasks/${key}`)).html).toContain('Dario Galli');
  expect((await carla.get('/inbox?view=office')).html).toContain('Lo sta guardando:');
});

test('a task for the responsible officer can only be read by others', async () => {
  const { page } = await freshTask({ element: 'Task_Sign', form: 'firma', role: 'responsabile' });
  expect(page.html).toContain('spetta al responsabile');
  expect(page.html).not.toContain('Completa il compito');
});

test('what the Comune acquires by itself is not asked of the party, and the field says so', async () => {
  const { page, key } = await freshTask();
  const refused = await send(page, { completa: 'no', manca: 'La planimetria\nUna visura catastale recente' });
  expect(refused.status).toBe(422);
  expect(refused.html).toContain('«Visura catastale» lo acquisisce il Comune da sé');
  expect(refused.html).toContain('Una visura catastale recente');
  expect(await commands(key)).toEqual([]);
});

test('text that looks like markup stays text', async () => {
  const { page, key } = await freshTask();
  await send(page, { action: 'save', relazione: '<img src=x onerror=alert(1)>' });
  const { html } = await carla.get(`/tasks/${key}`);
  expect(html).not.toContain('<img src=x');
});
