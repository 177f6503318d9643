import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OffsetClock } from '../../core/clock.js';
import { Delivery } from '../../db/models/delivery.js';
import { CaseFile } from '../../db/models/case-file.js';
import { createParty, type PartyInput } from '../../db/transactions/parties.js';
import { addRelation, endRelation } from '../../db/transactions/party-relations.js';
import { handOverLetter } from '../../db/transactions/hand-over-letter.js';
import { addCalendarDays, dateInRome } from '../../law/calendar.js';
import { testOffice, type Office } from './workers-office.js';
import { openPostOffice, type PostOffice } from './workers-post-office.js';

let post: PostOffice;
let office: Office;
beforeAll(async () => {
  post = await openPostOffice();
  office = await testOffice({ PEC_SMTP_URL: post.url });
});
afterAll(async () => {
  await office.close();
  await post.close();
});

const person = (givenName: string, more: Partial<PartyInput> = {}): Promise<string> =>
  createParty(office.services, office.anna, {
    kind: 'person',
    givenName,
    familyName: 'Prova',
    noCodeReason: 'prova',
    ...more,
  });
const joins = (caseId: string, partyId: string, role: string): Promise<unknown> =>
  office.services.db('case_party').insert({ case_id: caseId, party_id: partyId, role });
const applicantOf = async (caseId: string): Promise<string> =>
  (await CaseFile.query(office.services.db).findById(caseId).throwIfNotFound()).applicantId;

/** A letter of the case, registered. @returns its id */
const writes = async (caseId: string, lettera = 'L2', dati = {}): Promise<string> => {
  const told = await office.does(office.job('lettera.componi', caseId, { lettera, dati }));
  if (told?.told !== 'completed') throw new Error(JSON.stringify(told));
  const letteraId = told.variables['letteraId'] as string;
  await office.does(office.job('protocollo.registra', caseId, { letteraId }));
  return letteraId;
};
/** Sends it. @returns its deliveries, by name */
const delivers = async (caseId: string, letteraId: string): Promise<Delivery[]> => {
  const canali = ['pec', 'posta', 'sportello'];
  await office.does(office.job('notifica.invia', caseId, { letteraId, canali }));
  return Delivery.query(office.services.db).where({ letter_id: letteraId }).orderBy('addressee');
};
/** Both. */
const sends = async (...letter: Parameters<typeof writes>): Promise<Delivery[]> =>
  delivers(letter[0], await writes(...letter));
const told = (deliveries: Delivery[]): string[] =>
  deliveries.map(({ addressee, channel, address }) => `${addressee}: ${channel} ${address ?? ''}`.trim());
const messages = async (letterId: string): Promise<unknown[]> =>
  (await office.services
    .db('engine_command')
    .whereRaw(`payload->>'correlationKey' = ?`, [letterId])
    .orderBy('id')
    .pluck('payload')) as unknown[];

test('all who asked together are served, each by their own way; the diagram is told when the last one has it', async () => {
  const caseId = await office.opens('cambio-residenza', {}, { givenName: 'Ada', pec: 'ada@pec.example' });
  await joins(
    caseId,
    await person('Bice', { street: 'Via Po 2', postalCode: '42013', municipality: 'Casalgrande' }),
    'co-applicant',
  );
  await joins(caseId, await person('Carlo'), 'co-applicant');
  const deliveries = await sends(caseId);
  expect(told(deliveries)).toEqual([
    'Ada Bo: pec ada@pec.example',
    'Bice Prova: post Via Po 2\n42013 Casalgrande (RE)',
    'Carlo Prova: desk',
  ]);
  const [, , desk] = deliveries;
  await handOverLetter(office.services, office.anna, { deliveryId: desk?.id ?? '' });
  expect(await messages(desk?.letterId ?? '')).toEqual([]);
  await expect(
    handOverLetter(office.services, office.anna, { deliveryId: desk?.id ?? '' }),
  ).rejects.toMatchObject({ code: 'delivery.done' });
});

test('each of those who asked together has ten days from their own receipt; who answered first waits for the others', async () => {
  const { db } = office.services;
  const clock = office.services.clock as OffsetClock;
  const caseId = await office.opens('abbattimento-alberi', {}, { givenName: 'Elsa' });
  await joins(caseId, await person('Fabio'), 'co-applicant');
  const deliveries = await sends(caseId);
  const received: string[] = [];
  for (const { id } of deliveries) {
    await handOverLetter(office.services, office.anna, { deliveryId: id });
    received.push(dateInRome(clock.now()));
    clock.offsetMs += 4 * 86_400_000;
  }
  const preavviso = { causa: 'preavviso' };
  await office.does(
    office.job('term.suspend', caseId, { ...preavviso, ricevuteDi: deliveries[0]?.letterId ?? '' }),
  );
  const stops = db('term_event').where({ case_id: caseId, kind: 'suspended' }).orderBy('id');
  expect(await stops.pluck('on_date')).toEqual(received);
  const told = db('term_alarm').where({ case_id: caseId, message_name: 'preavviso.scaduto' });
  expect(await told.pluck('for_date')).toEqual([addCalendarDays(received[1] ?? '', 10)]);
  const answers = async () => office.does(office.job('term.resume', caseId, preavviso));
  expect(await answers()).toMatchObject({ variables: { termineAttende: true } });
  expect(await answers()).toMatchObject({ variables: { termineAttende: false, termineEffetto: 'counts' } });
});

test('after a death nothing leaves by itself: the letter waits at the desk, first for the decision, then for the heir', async () => {
  const caseId = await office.opens(
    'abbattimento-alberi',
    {},
    { givenName: 'Gino', pec: 'gino@pec.example' },
  );
  post.mails.length = 0;
  await office.does(office.job('pratica.ferma', caseId, { motivo: 'decesso' }));
  const [held] = await sends(caseId);
  expect(told(held ? [held] : [])).toEqual(['Gino Bo: desk']);
  expect(post.mails).toEqual([]);
  const handsOver = () => handOverLetter(office.services, office.anna, { deliveryId: held?.id ?? '' });
  await expect(handsOver()).rejects.toMatchObject({ code: 'delivery.held' });

  const drafted = await writes(caseId);
  await joins(caseId, await person('Ida', { pec: 'ida@pec.example' }), 'heir');
  await office.does(office.job('pratica.subentra', caseId));
  await handsOver();
  const waited = await Delivery.query(office.services.db).findById(held?.id ?? '');
  expect([waited?.addressee, waited?.status]).toEqual(['Ida Prova', 'handed-over']);
  expect(told(await delivers(caseId, drafted))).toEqual(['Ida Prova: pec ida@pec.example']);
});

test('whose power to collect holds receives for the principal; once it has ended, the principal does', async () => {
  const caseId = await office.opens('cambio-residenza', {}, { givenName: 'Dora', pec: 'dora@pec.example' });
  const agentId = await person('Geometra', { pec: 'geometra@pec.example' });
  await joins(caseId, agentId, 'delegate');
  const relationId = await addRelation(office.services, office.anna, {
    kind: 'professional',
    agentId,
    principalId: await applicantOf(caseId),
    scope: 'presentare e ritirare',
    validFrom: '2020-01-01',
    submissionToken: 'procura di Dora',
  });
  const [first] = await sends(caseId);
  expect([first?.addressee, first?.address, first?.viaId]).toEqual([
    'Dora Bo',
    'geometra@pec.example',
    agentId,
  ]);
  await endRelation(office.services, office.anna, {
    relationId,
    reason: 'revoca',
  });
  const [second] = await sends(caseId);
  expect([second?.addressee, second?.address, second?.viaId]).toEqual(['Dora Bo', 'dora@pec.example', null]);
});

test('L12 travels with the copy of the request; its addressee is who the letter names', async () => {
  const caseId = await office.opens('abbattimento-alberi');
  post.mails.length = 0;
  const [delivery] = await sends(caseId, 'L12', {
    destinatarioNome: 'Vicino Prova',
    destinatarioDomicilioDigitale: 'vicino@pec.example',
    oggettoRichiesta: 'l’abbattimento di un albero',
  });
  expect(delivery?.addressee).toBe('Vicino Prova');
  expect([delivery?.channel, delivery?.address]).toEqual(['pec', 'vicino@pec.example']);
  const files = [...(post.mails[0] ?? '').matchAll(/filename=([^\r;]+)/g)].map(([, name]) => name);
  expect(files).toEqual([expect.stringContaining('L12-'), expect.stringContaining('istanza')]);
});
