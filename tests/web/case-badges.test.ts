import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor, type Actor } from '../../core/actor.js';
import { audit } from '../../db/audit.js';
import { comeOfAge } from '../../db/transactions/casework/come-of-age.js';
import { createParty } from '../../db/transactions/parties.js';
import { addRelation } from '../../db/transactions/party-relations.js';
import { caseBadges } from '../../web/case-badges/query.js';
import { planted, type Planted } from './planted.js';
import { testSite, type TestSite } from './site.js';

let site: TestSite;
let plant: Planted;
let carla: Actor & { id: string };
let anna: Actor & { id: string };
beforeAll(async () => {
  site = await testSite();
  plant = planted(site.services);
  await plant.procedure();
  carla = { id: await plant.account('carla'), name: 'Carla', roles: ['officer'], officeId: 'ambiente' };
  anna = { id: await plant.account('anna'), name: 'Anna', roles: ['operator'], officeId: 'sportello' };
});
afterAll(() => site.close());

const happens = (act: string, caseId: string, actor: Actor) =>
  audit(site.services.db, { at: site.services.clock.now(), actor, act, caseId });

test('what others did since one’s own look is shown on both lists, and is gone once seen', async () => {
  const { db } = site.services;
  const file = await plant.case();
  await plant.task(file.instance);
  const session = await site.as('carla');
  await session.get(`/cases/${file.id}`);
  expect(await caseBadges(db, carla, [file.id])).toEqual(new Map());
  await happens('atto.ricevuto', file.id, anna);
  await happens('compito.completato', file.id, anna); // another office
  await happens('quesito.inviato', file.id, anna);
  await happens('quesito.risposto', file.id, systemActor); // for the desk, not for her
  await happens('compito.completato', file.id, carla); // her own
  expect((await caseBadges(db, carla, [file.id])).get(file.id)).toEqual(['answer', 'opinion', 'message']);
  expect((await caseBadges(db, anna, [file.id])).get(file.id)).toEqual(['opinion', 'message']);
  for (const list of ['/cases', '/inbox?view=office']) {
    const { html } = await session.get(list);
    for (const badge of ['risposta del cittadino', 'fatto da un altro ufficio', 'nuovo messaggio'])
      expect(html, list).toContain(badge);
  }
  await session.get(`/cases/${file.id}`);
  expect((await session.get('/cases')).html).not.toContain('risposta del cittadino');
});

test('a case that one never looked at has news only for who opened it, or is responsible for it', async () => {
  const file = await plant.case({ openedBy: 'anna' });
  await happens('atto.ricevuto', file.id, systemActor);
  const { db } = site.services;
  expect(await caseBadges(db, carla, [file.id])).toEqual(new Map());
  expect((await caseBadges(db, anna, [file.id])).get(file.id)).toEqual(['answer']);
  await db('case_file').where({ id: file.id }).update({ responsible_id: carla.id });
  expect((await caseBadges(db, carla, [file.id])).get(file.id)).toEqual(['answer']);
});

test('a minor who comes of age goes on alone, once; what the parent did stands, desk and history tell it', async () => {
  const { db, clock } = site.services;
  const file = await plant.case({ familyName: 'Giovani', openedBy: 'anna' });
  const { applicant_id: childId } = (await db('case_file').where({ id: file.id }).first()) as {
    applicant_id: string;
  };
  const now = { given: clock.now(), now: () => now.given };
  const born = new Date(now.given.getTime());
  born.setUTCFullYear(born.getUTCFullYear() - 18);
  const birthDate = new Date(born.getTime() + 2 * 86_400_000).toISOString().slice(0, 10);
  await db('party').where({ id: childId }).update({ birth_date: birthDate });
  const parent = { kind: 'person' as const, familyName: 'Giovani', givenName: 'Ada', noCodeReason: 'prova' };
  const agentId = await createParty(site.services, anna, parent);
  const relationId = await addRelation(site.services, anna, {
    kind: 'parent',
    agentId,
    principalId: childId,
    validFrom: birthDate,
    submissionToken: 'genitore',
  });
  const role = { case_id: file.id, party_id: agentId, role: 'delegate' };
  await db('case_party').insert({ ...role, relation_id: relationId });
  expect(await comeOfAge({ db, clock: now })).toBe(0);

  now.given = new Date(now.given.getTime() + 3 * 86_400_000);
  const found = await Promise.all([1, 2].map(() => comeOfAge({ db, clock: now })));
  expect(found.reduce((sum, one) => sum + one, 0)).toBe(1);
  expect(await db('case_party').where(role)).toEqual([]);
  expect((await caseBadges(db, anna, [file.id])).get(file.id)).toEqual(['of-age']);
  const desk = await site.as('anna');
  const page = (await desk.get(`/cases/${file.id}`)).html;
  expect(page).toContain('Maria Giovani è maggiorenne dal');
  expect(page).toContain('gli atti di Ada Giovani restano validi');
});

test('an internal note is news for the offices alone, a hand-over note for the desk too', async () => {
  const { db } = site.services;
  const file = await plant.case({ openedBy: 'anna' });
  await db('case_file').where({ id: file.id }).update({ responsible_id: carla.id });
  await happens('nota.aggiunta', file.id, systemActor);
  expect((await caseBadges(db, carla, [file.id])).get(file.id)).toEqual(['note']);
  expect(await caseBadges(db, anna, [file.id])).toEqual(new Map());
  await happens('consegna.aggiunta', file.id, systemActor);
  expect((await caseBadges(db, anna, [file.id])).get(file.id)).toEqual(['note']);
});
