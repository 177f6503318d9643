import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildLetterData } from '../../workers/letter-data/build.js';
import type { HttpSession } from '../helpers/http-session.js';
import { act, press } from './casework-acts.js';
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

describe('parties', () => {
  test('a name that fits several people is asked again; the role shows with who gave it, and ends with a reason', async () => {
    const { id } = await plant.case({ familyName: 'Capofila' });
    await plant.case({ familyName: 'Gemelli' });
    await plant.case({ familyName: 'Gemelli' });
    const fields = { who: 'gemelli', role: 'heir', reason: 'Figlia del richiedente' };
    const asked = await act(anna, id, 'party', fields);
    expect(asked.status).toBe(422);
    expect(asked.html).toContain('Ce n’è più di uno');
    expect(asked.html).toContain('Figlia del richiedente');
    const party = /<option value="([0-9a-f-]{36})"/.exec(asked.html)?.[1] ?? '';
    const page = await anna.submit(asked, { ...fields, party }, /work\/party/);
    expect(page.html).toContain('Maria Gemelli');
    expect(page.html).toMatch(/Aggiunto: Maria Gemelli, erede <span class="muted">Anna Ferrari/);
    expect(page.html).toContain('Aggiunto alla pratica: Maria Gemelli, erede');

    const again = await act(anna, id, 'party', { ...fields, party });
    expect(again.html).toContain('Ha già questo ruolo');

    const ended = await act(anna, id, `party-end?party=${party}&role=heir`, { reason: 'Ha rinunciato' });
    expect(ended.html).toMatch(
      /Ruolo chiuso: Maria Gemelli, erede <span class="muted">Anna Ferrari[^<]*Ha rinunciato/,
    );
    expect(await site.services.db('case_party').where({ case_id: id })).toHaveLength(1);
    expect((await anna.get(`/parties/${party}`)).html).not.toContain(`/cases/${id}`);
  });

  test('the applicant’s role can’t be ended, and letters still go to the applicant', async () => {
    const { id } = await plant.case({ familyName: 'Destinataria' });
    const other = await plant.case({ familyName: 'Affiancata' });
    const { applicant_id: partyId } = (await site.services
      .db('case_file')
      .where({ id })
      .first('applicant_id')) as {
      applicant_id: string;
    };
    const refused = await act(anna, id, `party-end?party=${partyId}&role=applicant`, { reason: 'x' });
    expect(refused.status).toBe(409);
    await act(anna, id, 'party', { who: 'affiancata', role: 'co-applicant', reason: 'Comproprietaria' });
    const { services } = site;
    const letter = await services.db.transaction((trx) =>
      buildLetterData(trx, services, { caseId: id, code: 'L2', at: services.clock.now() }),
    );
    expect(letter.data.addressee.name).toBe('Maria Destinataria');
    expect(other.id).not.toBe(id);
  });

  test('an office finds nobody by name: it needs the tax code', async () => {
    const { id } = await plant.case();
    await plant.case({ familyName: 'Nascosta' });
    const answer = await act(dario, id, 'party', { who: 'nascosta', role: 'heir', reason: 'x' });
    expect(answer.html).toContain('Non c’è nessuno');
  });
});

describe('notes', () => {
  test('internal ones are the offices’: the desk sees neither text nor trace, letters hold none', async () => {
    const { id, instance } = await plant.case();
    const key = await plant.task(instance, {
      groups: ['sportello'],
      element: 'Task_HandOver',
      form: 'consegna',
    });
    const secret = 'Sospetto di dichiarazione falsa';
    const page = await act(dario, id, 'note', { text: secret });
    expect(page.html).toContain(secret);
    expect((await carla.get(`/cases/${id}`)).html).toContain(secret);
    expect((await ivo.get(`/cases/${id}`)).status).toBe(404);
    for (const path of [`/cases/${id}`, `/tasks/${key}`, `/desk/opened/${id}`, '/desk', '/cases', '/inbox']) {
      const { html } = await anna.get(path);
      expect(html).not.toContain(secret);
      expect(html).not.toContain('Nota interna');
    }
    expect((await anna.get(`/cases/${id}/work/note`)).status).toBe(403);
    const { services } = site;
    const letter = await services.db.transaction((trx) =>
      buildLetterData(trx, services, { caseId: id, code: 'L2', at: services.clock.now() }),
    );
    expect(JSON.stringify(letter)).not.toContain(secret);
  });

  test('a hand-over note is for desk and office, on the case and beside the task; sent twice it is one', async () => {
    const { id, instance } = await plant.case();
    const key = await plant.task(instance);
    const form = await anna.get(`/cases/${id}/work/hand-over`);
    const text = 'La signora torna giovedì con la planimetria.';
    await Promise.all([1, 2].map(() => anna.submit(form, { text }, /hand-over/)));
    expect(await site.services.db('case_note').where({ case_id: id })).toHaveLength(1);
    for (const path of [`/cases/${id}`, `/tasks/${key}`])
      expect((await dario.get(path)).html).toContain(text);
  });

  test('are never changed', async () => {
    const { db } = site.services;
    await expect(db('case_note').update({ text: 'altro' })).rejects.toThrow('append-only');
    await expect(db('case_note').delete()).rejects.toThrow('append-only');
  });
});

describe('what belongs together', () => {
  test('is seen from both cases, and taken back from either', async () => {
    const [one, other] = [await plant.case(), await plant.case()];
    await act(anna, one.id, 'relate', { number: other.number, kind: 'duplicate' });
    expect((await anna.get(`/cases/${one.id}`)).html).toContain(`/cases/${other.id}`);
    const page = await anna.get(`/cases/${other.id}`);
    expect(page.html).toContain(`/cases/${one.id}`);
    expect(page.html).toContain(`Collegata alla pratica ${one.number} (duplicato)`);
    await press(anna, other.id, /unrelate/);
    expect((await anna.get(`/cases/${one.id}`)).html).not.toContain(`/cases/${other.id}"`);
    const self = await act(anna, one.id, 'relate', { number: one.number, kind: 'related' });
    expect(self.html).toContain('È questa stessa pratica');
  });

  test('tags are one whatever the case of their letters; the list filters by them', async () => {
    const [one, other] = [await plant.case(), await plant.case()];
    await anna.submit(await anna.get(`/cases/${one.id}`), { tag: '  Da   Sentire ' }, /work\/tag/);
    await anna.submit(await anna.get(`/cases/${one.id}`), { tag: 'da sentire' }, /work\/tag/);
    expect(await site.services.db('case_tag').where({ case_id: one.id })).toHaveLength(1);
    const list = await anna.get('/cases?tag=da+sentire');
    expect(list.html).toContain(one.number);
    expect(list.html).not.toContain(other.number);
    expect(list.html).toContain('<option value="da sentire" selected>'); // the filter shows, so that it can be changed
    expect((await anna.get(`/cases/${other.id}`)).html).toContain('<option value="da sentire">');
    await press(anna, one.id, /untag/);
    expect((await anna.get('/cases?tag=da+sentire')).html).not.toContain(one.number);
    await anna.get('/cases?status=open');
  });
});

describe('a reminder', () => {
  test('is one’s own: on its day it is on one’s home page and in the list, and on nobody else’s', async () => {
    const { id, number } = await plant.case();
    const today = new Intl.DateTimeFormat('it', {
      timeZone: 'Europe/Rome',
      day: '2-digit',
      month: '2-digit',
      year: 'numeric',
    }).format(site.services.clock.now());
    await act(dario, id, 'follow-up', { dueOn: today, note: 'Chiamare il vivaio' });
    for (const path of ['/backoffice', '/cases', `/cases/${id}`])
      expect((await dario.get(path)).html).toContain('Chiamare il vivaio');
    expect((await carla.get(`/cases/${id}`)).html).not.toContain('Chiamare il vivaio');
    expect((await carla.get('/backoffice')).html).not.toContain('Chiamare il vivaio');
    const past = await act(dario, id, 'follow-up', { dueOn: '01/02/2020', note: '' });
    expect(past.status).toBe(422);
    await press(dario, id, /follow-up-done/);
    expect((await dario.get('/backoffice')).html).not.toContain(number);
  });
});

describe('a withdrawal', () => {
  test('is one action of the case’s page while the diagram waits for it; it says whom else it concerns', async () => {
    const { id, instance } = await plant.case({ familyName: 'Ritirata' });
    await plant.case({ familyName: 'Cointestata' });
    expect((await anna.get(`/cases/${id}`)).html).not.toContain('ritiro della richiesta');
    await plant.awaits(instance, 'rinuncia');
    await act(anna, id, 'party', { who: 'cointestata', role: 'co-applicant', reason: 'Comproprietaria' });
    const { html } = await anna.get(`/cases/${id}`);
    expect(html).toContain('Registra il ritiro della richiesta');
    expect(html).not.toContain('Registra: Rinuncia');
    const form = await anna.get(`/cases/${id}/acts/rinuncia`);
    expect(form.html).toMatch(/vale per tutte: <strong>Maria Ritirata, Maria Cointestata/);
    const sent = { sintesi: 'Non vuole più', action: 'record' };
    expect((await anna.submit(form, sent, /acts/)).html).toContain('Ricevuto: Rinuncia');
    expect((await dario.get(`/cases/${id}`)).html).not.toContain('/acts/');
  });
});
