import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OffsetClock } from '../../core/clock.js';
import type { JsonObject } from '../../core/json.js';
import { Document } from '../../db/models/document.js';
import { Letter } from '../../db/models/letter.js';
import { createLetterComposer } from '../../templates/compose.js';
import type { LetterCode } from '../../templates/letter-codes.js';
import { letterDataSchema, type LetterData } from '../../templates/letter-data.js';
import { createParty } from '../../db/transactions/parties.js';
import { savePublicBody } from '../../db/transactions/public-bodies.js';
import { testOffice, type Office, type Told } from './workers-office.js';

let office: Office;
beforeAll(async () => {
  office = await testOffice();
});
afterAll(() => office.close());

const aBody = {
  name: '',
  ipaCode: '',
  street: 'Via Prova 1',
  postalCode: '42100',
  municipality: 'Prova',
  province: 'RE',
  pec: '',
  active: true,
};
const tree = { luogo: 'via Roma 3', specie: 'acero', numeroAlberi: 1 };

/** As an officer would have completed a task, without an engine to take it. */
const writes = async (caseId: string, formKey: string, data: JsonObject): Promise<void> => {
  const { db, clock } = office.services;
  const [command] = (await db('engine_command').where({ case_id: caseId }).limit(1).pluck('id')) as string[];
  await db('task_result').insert({
    job_key: office.job('', caseId).key,
    case_id: caseId,
    element_id: 'Task_Prova',
    form_key: formKey,
    data: JSON.stringify(data),
    completed_at: clock.now(),
    command_id: command,
  });
};

const done = (told: Told | undefined): JsonObject => {
  if (told?.told !== 'completed') throw new Error(JSON.stringify(told));
  return told.variables;
};
const step = async (type: string, caseId: string, variables: JsonObject = {}): Promise<JsonObject> =>
  done(await office.does(office.job(type, caseId, variables)));

/** Composes and registers a letter of a case. */
const sends = async (caseId: string, lettera: LetterCode, input: JsonObject = {}): Promise<Letter> => {
  const { letteraId } = await step('lettera.componi', caseId, { lettera, ...input });
  await step('protocollo.registra', caseId, { letteraId: letteraId ?? null });
  return Letter.query(office.services.db).findById(String(letteraId)).throwIfNotFound();
};
const dataOf = (letter: Letter) => letterDataSchema.parse(letter.data as unknown as LetterData);

test('a request for documents stops the term from its day; the second one says that it stops nothing', async () => {
  const caseId = await office.opens('abbattimento-alberi', tree);
  await writes(caseId, 'richiesta-integrazione', {
    documentiRichiesti: 'Planimetria\nConsenso del comproprietario',
    perche: 'Sono del richiedente',
  });
  const first = dataOf(await sends(caseId, 'L4'));
  expect(first.content.request).toMatchObject({
    items: [{ title: 'Planimetria' }, { title: 'Consenso del comproprietario' }],
    why: 'Sono del richiedente',
    answerDays: 30,
    held: ['Visura catastale'],
  });
  expect(first.clock).toMatchObject({
    effect: 'suspends',
    outcome: 'counts',
    source: 'L. 241/1990 art. 2 c. 7',
  });
  await step('term.suspend', caseId, { causa: 'integrazione' });
  const second = dataOf(await sends(caseId, 'L4'));
  expect(second.clock?.outcome).toBe('counts'); // the diagram wrote today's line before this letter was registered
  (office.services.clock as OffsetClock).offsetMs += 86_400_000;
  expect(dataOf(await sends(caseId, 'L4')).clock?.outcome).toBe('second-time');
});

test('a request for what the Comune acquires by itself does not go out', async () => {
  const caseId = await office.opens('abbattimento-alberi', tree);
  await writes(caseId, 'richiesta-integrazione', { documentiRichiesti: 'Visura catastale', perche: 'Serve' });
  const told = await office.does(office.job('lettera.componi', caseId, { lettera: 'L4' }));
  expect(told).toMatchObject({
    told: 'failed',
    message: expect.stringContaining('art. 18, c. 2, L. 241/1990') as string,
  });
});

test('a notice of refusal reads each ground’s fact and law, from lines and from rows', async () => {
  const caseId = await office.opens('abbattimento-alberi', tree);
  await writes(caseId, 'preavviso', { motiviOstativi: 'La pianta è sana (regolamento del verde)' });
  expect(dataOf(await sends(caseId, 'L5')).content.refusalNotice).toEqual({
    grounds: [{ fact: 'La pianta è sana', law: 'regolamento del verde' }],
    answerDays: 10,
  });
  await writes(caseId, 'preavviso', { motiviOstativi: [{ fatto: 'La pianta è sana', norma: '' }] });
  const told = await office.does(office.job('lettera.componi', caseId, { lettera: 'L5' }));
  expect(told).toMatchObject({
    told: 'failed',
    message: expect.stringContaining('la norma di ogni motivo (art. 10-bis') as string,
  });
});

test('an annulled residence goes before the Prefetto, never before the TAR', async () => {
  const caseId = await office.opens('cambio-residenza', { indirizzo: 'Via Nuova', civico: '3' });
  await writes(caseId, 'annullamento', {
    motivazione: 'Alle visite non risulta la dimora.',
    preavvisoData: office.services.clock.now().toISOString().slice(0, 10),
  });
  const data = dataOf(await sends(caseId, 'L10'));
  expect(data.content.ban).toMatchObject({
    power: 'ripristino',
    faults: ['Alle visite non risulta la dimora.'],
  });
  expect(data.remedies.map(({ kind }) => kind)).toEqual(['Prefetto', 'Giudice ordinario']);
});

test('a letter to another authority carries its facts and nothing else of the case', async () => {
  const caseId = await office.opens('cambio-residenza', { indirizzo: 'Via Nuova', civico: '3' });
  await writes(caseId, 'informa-autorita', {
    destinatarioNome: 'Comune di Scandiano',
    fattiComunicati: 'La dichiarazione è risultata non veritiera',
    fonteFatti: 'verbale della Polizia locale',
    normaComunicazione: 'art. 5, comma 4, DL 5/2012',
    allegatiComunicati: '',
  });
  const letter = await sends(caseId, 'L11');
  const data = dataOf(letter);
  expect(letter.addresseeId).toBeNull();
  expect(data.addressee.name).toBe('Comune di Scandiano');
  expect(data.content.report?.annexes).toEqual([]);
  const { documents, answers, application, tasks } = data;
  expect({ documents, answers, application, tasks, code: data.case.trackingCode }).toEqual({
    documents: [],
    answers: [],
    application: {},
    tasks: {},
    code: null,
  });
});

test('a demand takes from the diagram what no form holds', async () => {
  const caseId = await office.opens('abbattimento-alberi', tree);
  const tomorrow = new Date(office.services.clock.now().getTime() + 86_400_000).toISOString().slice(0, 10);
  await writes(caseId, 'sollecito', { conseguenza: 'Il Comune avvia la riscossione.', iuv: 'superato' });
  const dati = {
    importoDovuto: 12.5,
    iuv: '012026000012345',
    scadenzaOriginaria: '2026-02-15',
    nuovaScadenza: tomorrow,
  };
  expect(dataOf(await sends(caseId, 'L13', { dati })).content.demand).toMatchObject({
    amount: 12.5,
    iuv: '012026000012345',
    consequence: 'Il Comune avvia la riscossione.',
  });
});

test('what silence means is attested only where silence means consent', async () => {
  const caseId = await office.opens('abbattimento-alberi', tree);
  const told = await office.does(office.job('lettera.componi', caseId, { lettera: 'L8' }));
  expect(told).toMatchObject({ told: 'failed', message: expect.stringContaining('art. 20, c. 1') as string });
});

test('a letter is made again from what was stored, byte for byte', async () => {
  const caseId = await office.opens('abbattimento-alberi', tree);
  await writes(caseId, 'proposta', {
    motivazione: 'La pianta è instabile.',
    esitoTesto: 'l’abbattimento di un acero',
    validita: 'dodici mesi',
    diritti: 0,
    bollo: '01230000000001',
  });
  const letter = await sends(caseId, 'L6', { lingua: 'en' });
  const document = await Document.query(office.services.db)
    .findById(letter.documentId ?? '')
    .throwIfNotFound();
  const composer = createLetterComposer();
  const again = await composer.compose({
    code: 'L6',
    data: letter.data as unknown as LetterData,
    ownPart: letter.ownPart,
    at: letter.registeredAt ?? new Date(0),
  });
  await composer.close();
  expect(again.templateVersion).toBe(letter.templateVersion);
  expect(again.sha256).toBe(document.sha256);
  expect(again.pdf.equals(await office.services.documents.read(document.storageKey))).toBe(true);
});

test('a party’s own language brings the courtesy version; the step may forbid it', async () => {
  const caseId = await office.opens('abbattimento-alberi', tree, { language: 'en' });
  expect(dataOf(await sends(caseId, 'L2')).letter.courtesy).toBe('en');
  expect(dataOf(await sends(caseId, 'L2', { lingua: 'it' })).letter.courtesy).toBeNull();
  const inFrench = await office.opens('abbattimento-alberi', tree, { language: 'fr' });
  expect(dataOf(await sends(inFrench, 'L2')).letter.courtesy).toBeNull();
});

test('a letter goes to a body of the register or to a party of the case by its role; the last one named counts', async () => {
  const { db, services } = { db: office.services.db, services: office.services };
  const caseId = await office.opens('cambio-residenza', { indirizzo: 'Via Nuova', civico: '3' });
  const ente = await savePublicBody(
    services,
    office.anna,
    { ...aBody, name: 'Prefettura di Prova', pec: 'prefettura@pec.example' },
    { submissionToken: 'uno' },
  );
  const facts = {
    fattiComunicati: 'La dichiarazione è risultata non veritiera',
    fonteFatti: 'verbale',
    normaComunicazione: 'art. 5, comma 4, DL 5/2012',
    allegatiComunicati: '',
  };
  await writes(caseId, 'informa-autorita', { ...facts, destinatarioNome: 'Qualcun altro' });
  await writes(caseId, 'informa-autorita', { ...facts, destinatarioEnte: ente });
  const toBody = await sends(caseId, 'L11');
  expect(toBody).toMatchObject({ addresseeBodyId: ente, addresseeId: null });
  expect(dataOf(toBody).addressee).toMatchObject({
    name: 'Prefettura di Prova',
    address: ['Via Prova 1', '42100 Prova (RE)'],
    digitalDomicile: 'prefettura@pec.example',
  });

  const [applicant] = (await db('case_file').where({ id: caseId }).pluck('applicant_id')) as string[];
  const neighbour = await createParty(services, office.anna, {
    kind: 'person',
    givenName: 'Vito',
    familyName: 'Vicino',
    noCodeReason: 'appena arrivato',
    pec: 'vito@pec.example',
    street: 'Via Roma 2',
  });
  await db('case_party').insert({ case_id: caseId, party_id: neighbour, role: 'affected' });
  const toParty = await sends(caseId, 'L11', { dati: { ...facts, destinatarioRuolo: 'affected' } });
  expect(toParty.addresseeId).toBe(neighbour);
  expect(dataOf(toParty).addressee).toMatchObject({
    name: 'Vito Vicino',
    capacity: 'controinteressato',
    taxCode: null,
  });
  const toApplicant = await sends(caseId, 'L2');
  expect(toApplicant.addresseeId).toBe(applicant);

  await writes(caseId, 'informa-autorita', { destinatarioEnte: '00000000-0000-4000-8000-000000000000' });
  expect(await office.does(office.job('lettera.componi', caseId, { lettera: 'L11' }))).toMatchObject({
    told: 'failed',
    message: expect.stringContaining('non ha un destinatario') as string,
  });
});
