import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobHandler } from '../../engine/stream/handlers/job.js';
import type { EngineRecord } from '../../engine/stream/record.js';
import type { HttpSession } from '../helpers/http-session.js';
import { act } from './casework-acts.js';
import { planted, type Planted } from './planted.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let plant: Planted;
let anna: HttpSession;
let carla: HttpSession;
let dario: HttpSession;
let ivo: HttpSession;
beforeAll(async () => {
  site = await testSite();
  plant = planted(site.services);
  await plant.procedure();
  [anna, carla, dario, ivo] = await Promise.all([
    site.as('anna'),
    site.as('carla'),
    site.as('dario'),
    site.as('ivo'),
  ]);
});
afterAll(() => site.close());

const caseRow = (id: string) =>
  site.services.db('case_file').where({ id }).first() as Promise<{
    responsible_id: string | null;
    office_id: string;
    due_date: string;
    application: object;
  }>;

describe('the responsible officer', () => {
  test('is changed by the head with a reason: open tasks move, the term doesn’t, the history keeps the names', async () => {
    const { id, instance } = await plant.case();
    const key = await plant.task(instance);
    await carla.submit(await carla.get(`/tasks/${key}`), {}, /claim/);
    const [first, second] = await Promise.all([plant.account('carla'), plant.account('dario')]);
    const before = await caseRow(id);
    await act(dario, id, 'responsible', { officer: first, reason: 'Segue il quartiere' });
    const page = await act(dario, id, 'responsible', { officer: second, reason: 'Carla è in ferie' });
    expect(page.html).toContain('Da Carla Neri a Dario Galli');
    expect(page.html).toContain('Carla è in ferie');
    const after = await caseRow(id);
    expect(after.responsible_id).toBe(second);
    expect(after.due_date).toBe(before.due_date);
    const claim = (await site.services.db('task_claim').where({ job_key: key }).first()) as {
      account_id: string;
    };
    expect(claim.account_id).toBe(second);
    expect((await anna.get(`/cases/${id}`)).html).not.toContain('Carla è in ferie');
    expect((await anna.get(`/cases/${id}/work/responsible`)).status).toBe(403);
    expect((await carla.get(`/cases/${id}/work/responsible`)).status).toBe(403);
  });

  test('is named by the diagram’s form too, but never somebody who abstained: the form says so beside the field', async () => {
    const { id, instance } = await plant.case();
    const [key, next] = [await plant.task(instance), await plant.task(instance)];
    const good = { action: 'complete', giorno: '23/11/2026', completa: 'si', relazione: 'Visto.' };
    const sent = { ...good, responsabile: 'carla' };
    await dario.submit(await dario.get(`/tasks/${key}`), sent, /^\/tasks\/\d+$/);
    expect((await dario.get(`/cases/${id}`)).html).toContain('Assegnata a Carla Neri');
    await act(carla, id, 'abstention', { reason: 'x' });
    const refused = await dario.submit(await dario.get(`/tasks/${next}`), sent, /^\/tasks\/\d+$/);
    expect(refused.status).toBe(422);
    expect(refused.html).toMatch(/id="responsabile-error">Si è astenuto/);
    expect(refused.html).toContain('Visto.');
  });

  test('who abstains loses the tasks and can’t be given the case again', async () => {
    const { id, instance } = await plant.case();
    const key = await plant.task(instance);
    const officer = await plant.account('carla');
    await act(dario, id, 'responsible', { officer, reason: 'x' });
    await carla.submit(await carla.get(`/tasks/${key}`), {}, /claim/);
    const page = await act(carla, id, 'abstention', { reason: 'Il richiedente è mio cugino' });
    expect(page.html).toContain('non ancora assegnato');
    expect(await site.services.db('task_claim').where({ job_key: key })).toHaveLength(0);
    const claimed = await carla.submit(await carla.get(`/tasks/${key}`), {}, /claim/);
    expect(claimed.status).toBe(403);
    expect(claimed.html).toContain('Ti sei astenuto');
    const again = await act(dario, id, 'responsible', { officer, reason: 'x' });
    expect(again.html).toContain('Si è astenuto');
    expect((await anna.get(`/cases/${id}`)).html).not.toContain('cugino');
  });
});

describe('a transfer', () => {
  test('takes the open tasks along, and those that come later; who had none in it sees it no more', async () => {
    const { id, instance } = await plant.case({ familyName: 'Trasferita' });
    const key = await plant.task(instance, { groups: ['ambiente'] });
    const before = await caseRow(id);
    await act(dario, id, 'transfer', { office: 'polizia-locale', reason: 'È un passo carrabile' });
    const page = await ivo.get(`/cases/${id}`);
    expect(page.html).toContain('Trasferita da Servizio ambiente a Polizia locale');
    expect((await ivo.get(`/tasks/${key}`)).status).toBe(200);
    expect((await dario.get(`/cases/${id}`)).status).toBe(200); // it had a task in it
    expect((await caseRow(id)).due_date).toBe(before.due_date);
    const later = '4503599627379999';
    await site.services.db.transaction((trx) =>
      jobHandler.apply(trx, [jobRecord(later, instance, ['ambiente'])], { dueAt: () => null }),
    );
    expect((await site.services.db('engine_job').where({ key: later }).first()) as object).toMatchObject({
      groups: ['polizia-locale'],
    });

    const other = await plant.case();
    await act(dario, other.id, 'transfer', { office: 'demografici', reason: 'Non è nostra' });
    expect((await dario.get(`/cases/${other.id}`)).status).toBe(404);
    expect((await ivo.get(`/cases/${other.id}/work/transfer`)).status).toBe(404);
  });

  const jobRecord = (key: string, instance: string, groups: string[]): EngineRecord =>
    ({
      key,
      intent: 'CREATED',
      at: site.services.clock.now(),
      position: key,
      valueType: 'JOB',
      value: {
        type: 'io.camunda.zeebe:userTask',
        processInstanceKey: instance,
        processDefinitionKey: '1',
        bpmnProcessId: 'prova-pratiche',
        elementId: 'Task_Sign',
        elementInstanceKey: key,
        retries: 1,
        errorMessage: '',
        customHeaders: { 'io.camunda.zeebe:candidateGroups': JSON.stringify(groups) },
      },
    }) as unknown as EngineRecord;
});

describe('a closed case', () => {
  test('is reopened by the head on a ground of the law: a new related case with parties and documents, once', async () => {
    const { id, number } = await plant.case({ familyName: 'Riesame' });
    const { db, clock } = site.services;
    expect((await dario.get(`/cases/${id}/work/reopen`)).status).toBe(403);
    await plant.closes(id, 'Diniego');
    await db('document').insert({
      case_id: id,
      direction: 'incoming',
      title: 'Planimetria',
      filename: 'planimetria.pdf',
      media_type: 'application/pdf',
      size: 3,
      sha256: 'abc',
      storage_key: 'ab/c',
      created_at: clock.now(),
    });
    const form = await dario.get(`/cases/${id}/work/reopen`);
    const fields = { ground: 'annulment', reason: 'Mancava il parere' };
    const [page] = await Promise.all([
      dario.submit(form, fields, /reopen/),
      dario.submit(form, fields, /reopen/),
    ]);
    expect(page.html).toContain('Pratica riaperta');
    expect(page.html).toContain(`Riapre la pratica ${number}: L. 241/1990 art. 21-nonies`);
    expect(page.html).toContain('Planimetria');
    expect(page.html).toContain('Maria Riesame');
    const anew = /\/cases\/([0-9a-f-]{36})/.exec(page.url)?.[1] ?? '';
    expect(await db('case_relation').where({ kind: 'reopening' })).toHaveLength(1);
    expect(await db('engine_command').where({ case_id: anew })).toHaveLength(1);
    expect(await db('registration').where({ case_id: anew })).toHaveLength(1);
    expect((await caseRow(anew)).application).toEqual((await caseRow(id)).application);
  });

  test('can’t be annulled after six months, but an error can still be corrected', async () => {
    const { id } = await plant.case();
    await plant.closes(id, 'Diniego');
    const long = new Date(site.services.clock.now().getTime() - 200 * 86_400_000);
    await site.services.db('case_file').where({ id }).update({ closed_at: long });
    const form = await dario.get(`/cases/${id}/work/reopen`);
    expect(form.html).not.toContain('21-nonies');
    expect(form.html).toContain('errore materiale');
    const forced = await dario.submit(form, { ground: 'annulment', reason: 'x' }, /reopen/);
    expect(forced.status).toBe(422);
  });
});
