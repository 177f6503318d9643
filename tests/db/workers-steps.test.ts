import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { JsonObject } from '../../core/json.js';
import { testOffice, type Office, type Told } from './workers-office.js';

let office: Office;
let caseId: string;
beforeAll(async () => {
  office = await testOffice();
  caseId = await office.opens('cambio-residenza', { indirizzo: 'Via Nuova', civico: '3' });
});
beforeEach(() => {
  office.told.length = 0;
});
afterAll(() => office.close());

const variablesOf = (told: Told | undefined): JsonObject => {
  if (told?.told !== 'completed') throw new Error(JSON.stringify(told));
  return told.variables;
};
/** Does a step, then the same job once more: both must answer alike. */
const twice = async (type: string, variables: JsonObject = {}, of = caseId): Promise<JsonObject> => {
  const job = office.job(type, of, variables);
  const first = variablesOf(await office.does(job));
  expect(variablesOf(await office.does(job))).toEqual(first);
  return first;
};
/** As an officer would have completed a task, without an engine to take it. */
const writes = async (of: string, formKey: string, data: JsonObject): Promise<void> => {
  const { db, clock } = office.services;
  const [command] = (await db('engine_command').where({ case_id: of }).limit(1).pluck('id')) as string[];
  await db('task_result').insert({
    job_key: office.job('', of).key,
    case_id: of,
    element_id: 'Task_Prova',
    form_key: formKey,
    data: JSON.stringify(data),
    completed_at: clock.now(),
    command_id: command,
  });
};

test('cf.verifica: a bad code is a value that a person judges', async () => {
  expect(await twice('cf.verifica')).toEqual({ cfValido: true, cfMotivo: null });
  const good = await office.opens('cambio-residenza', {}, { taxCode: 'RSSMRA79B11C566R' });
  expect(await twice('cf.verifica', {}, good)).toEqual({ cfValido: true, cfMotivo: null });
  await office.services
    .db('party')
    .where({ tax_code: 'RSSMRA79B11C566R' })
    .update({ tax_code: 'RSSMRA79B11C566S' });
  expect(await twice('cf.verifica', {}, good)).toEqual({
    cfValido: false,
    cfMotivo: expect.stringContaining('ultima lettera') as string,
  });
});

test('protocollo.registra without a letter finds the registration made at the desk', async () => {
  const before = await office.count('registration');
  const { protocolloNumero } = await twice('protocollo.registra');
  expect(protocolloNumero).toMatch(/^\d{7}\/\d{4}$/);
  expect(await office.count('registration')).toBe(before);
});

test('ricevuta.emetti finds the receipt made at the desk', async () => {
  const before = await office.count('letter');
  const { ricevutaId } = await twice('ricevuta.emetti');
  expect(await office.count('letter', { id: ricevutaId, code: 'L1' })).toBe(1);
  expect(await office.count('letter')).toBe(before);
});

test('fascicolo.apri notes the file once', async () => {
  expect(await twice('fascicolo.apri')).toEqual({
    fascicolo: expect.stringMatching(/^cambio-residenza\/\d{4}\//) as string,
  });
  expect(await office.count('audit', { act: 'fascicolo.aperto', case_id: caseId })).toBe(1);
});

test('termine.calcola: from the presentation, or from a date; one date wherever it is computed', async () => {
  const due = async (variables: JsonObject) => (await twice('termine.calcola', variables))['scadenza'];
  expect(await due({ inizio: '2026-03-06', giorni: 30, tipo: 'calendario' })).toBe(
    '2026-04-07T21:59:59.000Z',
  );
  expect(await due({ inizio: '2026-03-06T23:30:00Z', giorni: '2', tipo: 'lavorativi' })).toBe(
    '2026-03-10T22:59:59.000Z',
  );
  expect(await due({ inizio: '2026-08-21', giorni: 1, tipo: 'lavorativi' })).toBe('2026-08-24T21:59:59.000Z');
  const file = (await office.services.db('case_file').where({ id: caseId }).first('due_date')) as {
    due_date: string;
  };
  expect(await due({ inizio: null, giorni: 45, tipo: 'calendario' })).toContain(file.due_date);
  expect(
    await office.does(office.job('termine.calcola', caseId, { giorni: 1e9, tipo: 'calendario' })),
  ).toMatchObject({
    told: 'failed',
    retries: 0,
    message: 'Calcola un termine: la variabile «giorni» non va bene. Correggi le variabili e ritenta.',
  });
});

test('lettera.componi and protocollo.registra: one letter, one number, the PDF that prints it', async () => {
  await writes(caseId, 'controllo', { ricevibile: 'no', motivazione: 'Manca la firma.' });
  const { letteraId } = await twice('lettera.componi', { lettera: 'L14', oggetto: 'Irricevibile' });
  expect(await office.count('letter', { id: letteraId, status: 'draft', subject: 'Irricevibile' })).toBe(1);
  const { protocolloNumero } = await twice('protocollo.registra', { letteraId: letteraId as string });
  expect(await twice('protocollo.registra', { letteraId: letteraId as string })).toEqual({
    protocolloNumero,
  });
  const rows = (await office.services
    .db('letter')
    .join('registration', 'registration.id', 'letter.registration_id')
    .join('document', 'document.id', 'letter.document_id')
    .where('letter.id', letteraId as string)
    .select('registration.sha256 as registered', 'document.sha256 as stored', 'letter.data')) as {
    registered: string;
    stored: string;
    data: { letter: { protocol: { number: string } }; decision: { reasons: string[] } };
  }[];
  expect(rows).toHaveLength(1);
  expect(rows[0]?.registered).toBe(rows[0]?.stored);
  expect(rows[0]?.data.letter.protocol.number).toBe(protocolloNumero);
  expect(rows[0]?.data.decision.reasons).toEqual(['Manca la firma.']);
});

test('lettera.componi: what the law wants in the letter and is missing stops at a person, with the article', async () => {
  const other = await office.opens('abbattimento-alberi', { luogo: 'Via Verde' });
  expect(await office.does(office.job('lettera.componi', other, { lettera: 'L6' }))).toMatchObject({
    told: 'failed',
    retries: 0,
    message: expect.stringMatching(
      /Scrivi una lettera: La lettera L6 non può uscire, manca: .*art\. 3/,
    ) as string,
  });
  expect(await office.count('letter', { case_id: other, code: 'L6' })).toBe(0);
});

test('protocollo.registra: another case’s letter is refused', async () => {
  const other = await office.opens('abbattimento-alberi');
  const { letteraId } = await twice('lettera.componi', { lettera: 'L2' });
  expect(
    await office.does(office.job('protocollo.registra', other, { letteraId: letteraId as string })),
  ).toMatchObject({
    told: 'failed',
    retries: 0,
    message: expect.stringContaining('non è di questa pratica') as string,
  });
});

test('notifica.invia without mail: on the hand-over list, once, whatever the diagram asks; never a draft', async () => {
  const { letteraId } = await twice('lettera.componi', { lettera: 'L2' });
  const send = () => office.does(office.job('notifica.invia', caseId, { letteraId: letteraId as string }));
  expect(await send()).toMatchObject({
    told: 'failed',
    retries: 0,
    message: expect.stringContaining('protocollata') as string,
  });
  await twice('protocollo.registra', { letteraId: letteraId as string });
  const toTheDesk = { notificaCanale: 'sportello', notificaStato: 'da-consegnare', notificaData: null };
  expect(await twice('notifica.invia', { letteraId: letteraId as string })).toEqual(toTheDesk);
  expect(variablesOf(await send())).toEqual(toTheDesk);
  expect(await office.count('delivery', { letter_id: letteraId })).toBe(1);
});
