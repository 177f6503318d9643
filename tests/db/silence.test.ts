import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OffsetClock } from '../../core/clock.js';
import type { JsonObject } from '../../core/json.js';
import { inRepo } from '../../core/paths.js';
import { Letter } from '../../db/models/letter.js';
import { notify } from '../../db/listen.js';
import type { TermEnd } from '../../law/silence.js';
import { bundleHash } from '../../processes/catalogue/bundle.js';
import { loadFolder } from '../../processes/catalogue/folder.js';
import { letterDataSchema, type LetterData } from '../../templates/letter-data.js';
import { templateView } from '../../templates/view.js';
import { testOffice, type Office, type Told } from './workers-office.js';

const day = 86_400_000;
let office: Office;

/** The procedure of the engine's scenarios, with another meaning of the term's end. */
const publish = async (end: TermEnd): Promise<void> => {
  const { db, clock } = office.services;
  const drawn = await loadFolder(inRepo('tests/engine/procedures/prova-silenzio'));
  const bundle = {
    ...drawn,
    sheet: { ...drawn.sheet, id: end, term: { ...drawn.sheet.term, days: 30, end } },
  };
  await db('procedure_version').insert({
    procedure_id: end,
    content_hash: bundleHash(bundle),
    bundle: JSON.stringify(bundle),
    status: 'deployed',
    engine_version: 1,
    created_at: clock.now(),
    created_by: 'prova',
    deployed_at: clock.now(),
  });
};

beforeAll(async () => {
  office = await testOffice();
  for (const end of ['silenzio-assenso', 'silenzio-diniego', 'controllo'] as const) await publish(end);
  await notify(office.services.db, 'procedures');
});
afterAll(() => office.close());

const does = (type: string, caseId: string, variables: JsonObject = {}): Promise<Told | undefined> =>
  office.does(office.job(type, caseId, variables));
const result = async (type: string, caseId: string, variables: JsonObject = {}): Promise<JsonObject> => {
  const told = await does(type, caseId, variables);
  if (told?.told !== 'completed') throw new Error(JSON.stringify(told));
  return told.variables;
};
const later = (days: number): void => {
  (office.services.clock as OffsetClock).offsetMs += days * day;
};
const dataOf = async (letteraId: unknown) => {
  const letter = await Letter.query(office.services.db).findById(String(letteraId)).throwIfNotFound();
  return letterDataSchema.parse(letter.data as unknown as LetterData);
};
const stopped = {
  told: 'error',
  code: 'silence.formed',
  message: expect.stringMatching(
    /art\. 2, c\. 8-bis.*annullamento d’ufficio.*6 mesi, art\. 21-nonies/,
  ) as string,
};
const reasons = { motivazione: 'Manca il titolo.', preavvisoNonDovuto: 'Prova' };

describe('silence as consent', () => {
  test('a refusal written in time isn’t registered any more, and takes no number', async () => {
    const caseId = await office.opens('silenzio-assenso');
    const { letteraId } = await result('lettera.componi', caseId, { lettera: 'L7', dati: reasons });
    expect(await result('silenzio.attesta', caseId)).toMatchObject({
      silenzioEffetto: 'attesa',
      attestazioneId: null,
    });
    later(40);
    const before = await office.count('registration');
    expect(await does('protocollo.registra', caseId, { letteraId: letteraId ?? null })).toMatchObject(
      stopped,
    );
    expect(await office.count('registration')).toBe(before);
    expect((await Letter.query(office.services.db).findById(String(letteraId)))?.status).toBe('draft');
  });

  test('nor is one written, nor a notice of refusal; the attestation is one, however often it is asked for', async () => {
    const caseId = await office.opens('silenzio-assenso', { motivo: 'Un capannone' });
    later(40);
    expect(await does('lettera.componi', caseId, { lettera: 'L7', dati: reasons })).toMatchObject(stopped);
    const grounds = { motiviOstativi: 'Manca il titolo (regolamento)' };
    expect(await does('lettera.componi', caseId, { lettera: 'L5', dati: grounds })).toMatchObject(stopped);
    const first = await result('silenzio.attesta', caseId);
    expect(first).toMatchObject({ silenzioEffetto: 'assenso' });
    expect(await result('silenzio.attesta', caseId)).toEqual(first);
    await result('protocollo.registra', caseId, { letteraId: first['attestazioneId'] ?? null });
    const data = await dataOf(first['attestazioneId']);
    expect(data.content.silence?.formedOn).toBe(first['silenzioScadenza']);
    expect(data.term?.stops).toEqual([]);
  });

  test('a late acceptance goes out and prints the term and the days it took (art. 2, c. 9-quinquies)', async () => {
    const caseId = await office.opens('silenzio-assenso');
    later(40);
    const dati = { motivazione: 'È completa.', esitoTesto: 'Si accoglie.', validita: 'Un anno.' };
    const { letteraId } = await result('lettera.componi', caseId, { lettera: 'L6', dati });
    await result('protocollo.registra', caseId, { letteraId: letteraId ?? null });
    const data = await dataOf(letteraId);
    expect(templateView(data)['late']).toEqual({ dueDate: data.term?.dueDate, usedDays: 40 });
  });

  test('an act in time leaves nothing to attest', async () => {
    const caseId = await office.opens('silenzio-assenso');
    const { letteraId } = await result('lettera.componi', caseId, { lettera: 'L7', dati: reasons });
    await result('protocollo.registra', caseId, { letteraId: letteraId ?? null });
    later(40);
    expect(await result('silenzio.attesta', caseId)).toMatchObject({ silenzioEffetto: 'nessuno' });
  });
});

test('after the control of a SCIA a ban is stopped, annulling isn’t, for six months (E 36)', async () => {
  const caseId = await office.opens('controllo');
  const ban = { potere: 'divieto', difformita: 'Manca il requisito.' };
  later(40);
  expect(await does('lettera.componi', caseId, { lettera: 'L10', dati: ban })).toMatchObject(stopped);
  expect(await result('silenzio.attesta', caseId)).toMatchObject({
    silenzioEffetto: 'controllo',
    attestazioneId: null,
  });
  const annulment = { ...ban, potere: 'annullamento', interessePubblico: 'La sicurezza prevale.' };
  await result('lettera.componi', caseId, { lettera: 'L10', dati: annulment });
  later(200);
  expect(await does('lettera.componi', caseId, { lettera: 'L10', dati: annulment })).toMatchObject({
    told: 'failed',
    message: expect.stringContaining('il tempo per esercitare il potere è passato') as string,
  });
  const over = await does('lettera.componi', caseId, { lettera: 'L10', dati: ban });
  expect(over).toMatchObject({ message: expect.stringContaining('Anche il tempo per annullare') as string });
});

test('where silence refuses, an express refusal may still come', async () => {
  const caseId = await office.opens('silenzio-diniego');
  later(40);
  expect(await result('silenzio.attesta', caseId)).toMatchObject({
    silenzioEffetto: 'diniego',
    attestazioneId: null,
  });
  await result('lettera.componi', caseId, { lettera: 'L7', dati: reasons });
});
