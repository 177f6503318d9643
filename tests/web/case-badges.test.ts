import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor, type Actor } from '../../core/actor.js';
import { audit } from '../../db/audit.js';
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
