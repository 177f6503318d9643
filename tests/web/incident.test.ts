import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, HttpSession } from '../helpers/http-session.js';
import { planted, type Planted } from './planted.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let plant: Planted;
let dario: HttpSession;
beforeAll(async () => {
  site = await testSite();
  plant = planted(site.services);
  await plant.procedure();
  dario = await site.as('dario');
});
afterAll(() => site.close());

const blocked = async () => {
  const file = await plant.case();
  await plant.variable(file.instance, 'caseId', file.id);
  await plant.variable(file.instance, 'alberi', 2);
  await plant.variable(file.instance, 'urgente', false);
  await plant.variable(file.instance, 'completa', 'si');
  const incident = await plant.incident(file.instance);
  return { ...file, ...incident, page: await dario.get(`/incidents/${incident.key}`) };
};
const status = ({ html }: Answer): string => /<p role="status"><span[^>]*>([^<]*)</.exec(html)?.[1] ?? '';
const mend = (page: Answer, fields: Record<string, string> = {}): Promise<Answer> =>
  dario.submit(page, fields, /^\/incidents\/\d+$/);
const settle = (key: string, outcome: 'accepted' | 'refused') =>
  site.services
    .db('engine_command')
    .where({ kind: 'resolve-incident' })
    .whereRaw(`payload ->> 'incidentKey' = ?`, [key])
    .update({ status: outcome, last_error: outcome === 'refused' ? 'INVALID_ARGUMENT: no' : null });
const stands = async (key: string): Promise<boolean> =>
  (await dario.get('/incidents')).html.includes(`/incidents/${key}"`);

test('the list has each block with its reason, its age and the term of its case', async () => {
  const { key, number } = await blocked();
  const { html } = await dario.get('/incidents');
  expect(html).toContain(`/incidents/${key}`);
  expect(html).toContain(number);
  expect(html).toContain('il dato «esito» manca');
});

test('an office sees its own, the administrator all of them without the people', async () => {
  const { key } = await blocked();
  const [elena, mario, anna] = await Promise.all([site.as('elena'), site.as('mario'), site.as('anna')]);
  expect((await elena.get('/incidents')).html).not.toContain(key);
  expect((await elena.get(`/incidents/${key}`)).status).toBe(404);
  const page = await mario.get(`/incidents/${key}`);
  expect(page.status).toBe(200);
  expect(page.html).not.toContain('Rossi');
  expect((await anna.get('/incidents')).status).toBe(403);
});

describe('mending', () => {
  test('sends only what was changed, in its own type', async () => {
    const { page, key } = await blocked();
    const changes = {
      'kind.alberi': 'number',
      'value.alberi': '1.234,5',
      'kind.urgente': 'boolean',
      'value.urgente': 'sì',
    };
    const added = { 'new.name': 'esito', 'new.kind': 'text', 'new.value': 'accolta' };
    await mend(page, { ...changes, ...added });
    const [command] = (await site.services
      .db('engine_command')
      .where({ kind: 'resolve-incident' })
      .whereRaw(`payload ->> 'incidentKey' = ?`, [key])) as { payload: { variables: object } }[];
    expect(command?.payload.variables).toEqual({ alberi: 1234.5, urgente: true, esito: 'accolta' });
  });

  test.each([
    [{ 'kind.alberi': 'number', 'value.alberi': 'due' }, 'value.alberi-error'],
    [{ 'kind.urgente': 'boolean', 'value.urgente': 'forse' }, 'value.urgente-error'],
    [{ 'kind.completa': 'json', 'value.completa': '{' }, 'value.completa-error'],
    [{ 'new.name': 'caseId', 'new.value': 'x' }, 'new.name-error'],
    [{ 'new.name': '2 cose', 'new.value': 'x' }, 'new.name-error'],
  ])('%o is said beside its field and nothing is sent', async (fields, error) => {
    const { page, key } = await blocked();
    const answer = await mend(page, fields as Record<string, string>);
    expect(answer.status).toBe(422);
    expect(answer.html).toContain(`id="${error}"`);
    expect(await site.services.db('incident_attempt').where({ incident_key: key })).toEqual([]);
  });

  test('the case’s own id can’t be changed', async () => {
    const { page, key } = await blocked();
    expect(page.html).not.toContain('value.caseId');
    await mend(page, { 'value.caseId': 'altro' });
    const [attempt] = (await site.services.db('incident_attempt').where({ incident_key: key })) as {
      variables: object;
    }[];
    expect(attempt?.variables).toEqual({});
  });
});

describe('a step is never called solved before the engine has passed it', () => {
  test('sent, accepted, taken up again: in verifica; passed: superato, and off the list', async () => {
    const { page, key, element } = await blocked();
    const { db } = site.services;
    const sent = await mend(page);
    expect(status(sent)).toBe('In verifica');
    await settle(key, 'accepted');
    expect(status(await dario.get(`/incidents/${key}`))).toBe('In verifica');
    await db('engine_incident').where({ key }).update({ state: 'resolved', resolved_at: new Date() });
    expect(status(await dario.get(`/incidents/${key}`))).toBe('In verifica');
    expect(await stands(key)).toBe(true);
    await db('engine_element').where({ key: element }).update({ state: 'completed', left_at: new Date() });
    expect(status(await dario.get(`/incidents/${key}`))).toBe('Superato');
    expect(await stands(key)).toBe(false);
  });

  test('blocked again: the new block takes its place, with the history of attempts', async () => {
    const { page, key, element, job, instance } = await blocked();
    await mend(page);
    await settle(key, 'accepted');
    await site.services
      .db('engine_incident')
      .where({ key })
      .update({ state: 'resolved', resolved_at: new Date() });
    const again = await plant.incident(instance, { again: { element, job }, message: 'Ancora niente' });
    expect(status(await dario.get(`/incidents/${key}`))).toBe('Bloccato di nuovo');
    const newer = await dario.get(`/incidents/${again.key}`);
    expect(status(newer)).toBe('Bloccato');
    expect(newer.html).toContain('ritentato, si è bloccato di nuovo');
    expect(await stands(key)).toBe(false);
    expect(await stands(again.key)).toBe(true);
  });

  test('an attempt that the engine refused is said, and another can follow', async () => {
    const { page, key } = await blocked();
    await mend(page);
    await settle(key, 'refused');
    const refused = await dario.get(`/incidents/${key}`);
    expect(status(refused)).toBe('Tentativo rifiutato');
    expect(refused.html).toContain('INVALID_ARGUMENT');
    expect(status(await mend(refused))).toBe('In verifica');
  });

  test('two attempts at once are one', async () => {
    const { page, key } = await blocked();
    const answers = await Promise.all([mend(page), mend(page)]);
    expect(answers.map(status)).toEqual(['In verifica', 'In verifica']);
    expect(await site.services.db('incident_attempt').where({ incident_key: key })).toHaveLength(1);
  });

  test('a step that the case has left needs no mending', async () => {
    const { key, element } = await blocked();
    await site.services
      .db('engine_element')
      .where({ key: element })
      .update({ state: 'terminated', left_at: new Date() });
    const page = await dario.get(`/incidents/${key}`);
    expect(status(page)).toBe('Non serve più');
    expect(page.html).not.toContain('Ritenta il passo');
  });
});
