import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../core/json.js';
import { answerDueExchanges } from '../../db/transactions/answer-exchanges.js';
import { permitEnd, reminderDay } from '../../law/disability-permit.js';
import { testOffice, type Office, type Told } from './workers-office.js';

const ada = 'RSSMRA79B11C566R';
const refusedOne = 'RSSMRA79B11C56SO';
const oddOne = 'RSSMRA79B11C5SSA';
const slowOne = 'BNCLRA85M41H223A';
const muteOne = 'VRDLGI60A01F205D';

let office: Office;
beforeAll(async () => {
  office = await testOffice();
});
afterAll(() => office.close());

/** Opens a case for somebody with this code and lets a step run; the same person is the same party. */
const opens = async (taxCode: string | null): Promise<string> => {
  await office.services.db('party').update({ tax_code: null, no_code_reason: 'prova' });
  return office.opens('abbattimento-alberi', {}, taxCode ? { taxCode } : {});
};
const done = (variables: JsonObject) => ({ told: 'completed', variables }) as Partial<Told>;
const failed = { told: 'failed', retries: 2 };
const refused = (code: string, message: string) => ({
  told: 'error',
  code,
  message: expect.stringMatching(new RegExp(`simulazione.*${message}`)) as string,
});

const parcel = (foglio: string, particella: string, subalterno?: string) => ({
  ...{ foglio, particella },
  ...(subalterno ? { subalterno } : {}),
});
const [shop, slowParcel] = [parcel('15', '77'), parcel('20', '1')];
const vat = (partitaIva: string) => ({ partitaIva });
const to = (ente: string) => ({ ente, oggetto: 'Parere', messaggioRisposta: 'ente.risposta' });

/** What each register answers: step, whose case, what the diagram gives it, what it tells the engine, try by try. */
const answers: [string, string | null, JsonObject, ...object[]][] = [
  [
    'catasto.verifica',
    ada,
    shop,
    done({ catastoTrovato: true, catastoIntestato: true, catastoCategoria: 'C/1', catastoSuperficie: 140 }),
  ],
  ['catasto.verifica', ada, parcel('12', '345', '2'), { variables: { catastoCategoria: 'C/6' } }],
  ['catasto.verifica', slowOne, shop, { variables: { catastoIntestato: false } }],
  [
    'catasto.verifica',
    null,
    parcel('1', '1'),
    { variables: { catastoTrovato: false, catastoIntestato: false } },
  ],
  ['catasto.verifica', ada, slowParcel, failed, { variables: { catastoTrovato: true } }],
  ['catasto.verifica', ada, parcel('99', '99'), failed, failed],
  ['catasto.verifica', ada, {}, { told: 'failed', retries: 0 }],
  [
    'registroimprese.verifica',
    ada,
    vat('86334519757'),
    { variables: { impresaAttiva: true, impresaStato: 'attiva' } },
  ],
  [
    'registroimprese.verifica',
    ada,
    vat('02342520158'),
    { variables: { impresaAttiva: false, impresaStato: 'in-liquidazione' } },
  ],
  ['registroimprese.verifica', ada, vat('00743110157'), { variables: { impresaStato: 'cessata' } }],
  ['registroimprese.verifica', ada, {}, { variables: { impresaTrovata: false, impresaStato: 'assente' } }],
  ['registroimprese.verifica', null, vat('12345670017'), failed, { variables: { impresaAttiva: true } }],
  ['casellario.verifica', ada, {}, done({ casellarioEsito: 'nulla' })],
  ['casellario.verifica', ada, { codiceFiscale: refusedOne }, done({ casellarioEsito: 'ostativo' })],
  ['casellario.verifica', oddOne, {}, refused('CASELLARIO_RIFIUTO', 'non coincidono')],
  ['casellario.verifica', null, {}, refused('CASELLARIO_RIFIUTO', 'manca il codice')],
  ['casellario.verifica', muteOne, {}, failed],
  ['isee.acquisisci', ada, {}, { variables: { iseeTrovato: true, iseeValore: 8500, iseeDifforme: false } }],
  ['isee.acquisisci', oddOne, {}, { variables: { iseeDifforme: true } }],
  [
    'isee.acquisisci',
    null,
    {},
    done({ iseeTrovato: false, iseeValore: null, iseeDifforme: false, iseeScadenza: null }),
  ],
  ['isee.acquisisci', slowOne, {}, failed, { variables: { iseeValore: 15300 } }],
  ['ente.trasmetti', ada, to('asl'), { variables: { enteNome: 'Azienda USL', enteEsito: 'attesa' } }],
  ['ente.trasmetti', ada, to('consorzio'), refused('ENTE_RIFIUTO', 'non è competente')],
  ['ente.trasmetti', ada, to('nessuno'), refused('ENTE_RIFIUTO', 'non esiste')],
  ['ente.trasmetti', ada, to('rete-gas'), failed, { variables: { enteEsito: 'attesa' } }],
  ['inps.trasmetti', ada, { prestazione: 'Assegno' }, { variables: { inpsEsito: 'attesa' } }],
  ['inps.trasmetti', refusedOne, { prestazione: 'Assegno' }, refused('INPS_RIFIUTO', 'IBAN')],
  ['inps.trasmetti', muteOne, { prestazione: 'Assegno' }, failed],
  ['cie.trasmetti', refusedOne, {}, refused('CIE_RIFIUTO', 'fotografia')],
  ['cude.registra', refusedOne, {}, refused('CUDE_RIFIUTO', 'altro Comune')],
  ['cude.registra', ada, { tipo: 'temporaneo' }, { told: 'failed', retries: 0 }],
  ['cude.registra', ada, { operazione: 'revoca' }, { variables: { cudeNumero: '' } }],
];

test.each(answers)('%s (%s, %j)', async (type, taxCode, variables, ...expected) => {
  const job = office.job(type, await opens(taxCode), variables);
  let last: Told | undefined;
  for (const told of expected) expect((last = await office.does(job))).toMatchObject(told);
  // A step that is done stays done: a repeat tells the same and asks nobody again.
  if (last?.told === 'completed') expect(await office.does(job)).toEqual(last);
});

describe('what answers later', () => {
  const messages = async (caseId: string) =>
    (await office.services
      .db('engine_command')
      .where({ case_id: caseId, kind: 'publish-message' })
      .whereRaw(`idempotency_key like 'answer %'`)
      .pluck('payload')) as JsonObject[];

  test.each([
    [
      'ente.trasmetti',
      ada,
      { ...to('asl'), chiaveRisposta: 'asl 1' },
      'ente.risposta',
      { enteEsito: 'favorevole' },
    ],
    [
      'inps.trasmetti',
      oddOne,
      { prestazione: 'A', messaggioRisposta: 'inps.esito' },
      'inps.esito',
      { inpsEsito: 'respinto' },
    ],
    [
      'cie.trasmetti',
      ada,
      { messaggioRisposta: 'cie.consegnata' },
      'cie.consegnata',
      { cieEsito: 'consegnata' },
    ],
    ['cie.trasmetti', oddOne, { messaggioRisposta: 'cie.consegnata' }, null, {}],
    ['ente.trasmetti', ada, to('provincia'), null, {}],
  ])(
    '%s of %s: one message when it is due, whoever looks',
    async (type, taxCode, variables, name, brought) => {
      const { services } = office;
      const caseId = await opens(taxCode);
      await office.does(office.job(type, caseId, variables));
      await answerDueExchanges(services);
      expect(await messages(caseId)).toEqual([]);
      const later = { now: () => new Date(services.clock.now().getTime() + 30 * 86_400_000) };
      await Promise.all([0, 1].map(() => answerDueExchanges({ db: services.db, clock: later })));
      const key = 'chiaveRisposta' in variables ? variables.chiaveRisposta : caseId;
      expect(await messages(caseId)).toMatchObject(
        name ? [{ name, correlationKey: key, variables: brought }] : [],
      );
    },
  );
});

test('a register of the Comune has no gap and no repeat, also when many ask and some fail', async () => {
  const { db } = office.services;
  const cases: string[] = [];
  for (let n = 0; n < 6; n += 1) cases.push(await opens(null));
  const asks = [...cases, ...cases].map((caseId) =>
    office.job('registro.numera', caseId, { registro: 'passi-carrabili' }),
  );
  const broken = db.transaction(async (trx) => {
    const { numberInRegister } = await import('../../db/transactions/own-registers.js');
    const at = office.services.clock.now();
    await numberInRegister(trx, {
      register: 'passi-carrabili',
      isYearly: true,
      caseId: await opens(null),
      at,
    });
    throw new Error('undone');
  });
  await expect(broken).rejects.toThrow('undone');
  await Promise.all(asks.map((job) => office.does(job)));
  const numbers = (await db('own_register_entry')
    .where({ register: 'passi-carrabili' })
    .orderBy('number')
    .pluck('number')) as number[];
  expect(numbers).toEqual([1, 2, 3, 4, 5, 6]);
  expect(
    await office.does(
      office.job('registro.numera', cases[0] ?? '', { registro: 'contrassegni-x', ogniAnno: 'false' }),
    ),
  ).toMatchObject({
    variables: { registroNumero: '1' },
  });
});

test('a permit is issued once, renewed under its number, and revoked once', async () => {
  const caseId = await opens(ada);
  const does = (variables: JsonObject = {}) => office.does(office.job('cude.registra', caseId, variables));
  const first = await does();
  expect(first).toMatchObject({
    told: 'completed',
    variables: { cudeNumero: expect.stringMatching(/^\d+$/) as string },
  });
  expect(await does()).toEqual(first);
  expect(await does({ tipo: 'temporaneo', scadenza: '2027-03-31' })).toMatchObject({
    variables: { cudeScadenza: '2027-03-31' },
  });
  const { variables: { cudeNumero } = {} } = first as { variables?: JsonObject };
  for (let time = 0; time < 2; time += 1)
    expect(await does({ operazione: 'revoca' })).toMatchObject({ variables: { cudeNumero } });
  expect(await office.count('audit', { act: 'contrassegno.revocato' })).toBe(1);
  expect(permitEnd('2028-02-29', 'permanente', null)).toBe('2033-02-28');
  expect(reminderDay('2027-03-31')).toBe('2026-12-31');
});

describe('public land', () => {
  const stall = {
    luogo: 'Piazza Martiri',
    dal: '2027-05-01',
    al: '2027-05-03',
    daX: 0,
    daY: 0,
    larghezza: 4,
    lunghezza: 3,
  };
  const books = async (variables: JsonObject, caseId?: string) =>
    office.does(office.job('suolo.verifica', caseId ?? (await opens(null)), variables));
  const free = { variables: { suoloLibero: true } };

  test.each<[string, JsonObject, boolean]>([
    ['the same place and days', {}, false],
    ['written otherwise', { luogo: '  piazza  MARTIRI' }, false],
    ['the last day only', { dal: '2027-05-03', al: '2027-05-04' }, false],
    ['beside it', { daX: 4 }, true],
    ['the day after', { dal: '2027-05-04', al: '2027-05-04' }, true],
    ['another place', { luogo: 'Via Roma' }, true],
    ['the whole place', { larghezza: null, lunghezza: null }, false],
  ])('against a stall: %s', async (_what, change, isFree) => {
    await office.services.db('land_booking').delete();
    expect(await books(stall)).toMatchObject(free);
    const told = await books({ ...stall, ...change });
    expect(told).toMatchObject({ variables: { suoloLibero: isFree, suoloConflitti: isFree ? 0 : 1 } });
  });

  test('an extension moves the booking, a refused one leaves it, freeing gives it back', async () => {
    await office.services.db('land_booking').delete();
    const mine = await opens(null);
    await books(stall, mine);
    expect(await books({ ...stall, al: '2027-05-10' }, mine)).toMatchObject(free);
    const other = await opens(null);
    expect(await books({ ...stall, dal: '2027-05-11', al: '2027-05-12' }, other)).toMatchObject(free);
    expect(await books({ ...stall, al: '2027-05-11' }, mine)).toMatchObject({
      variables: { suoloLibero: false },
    });
    expect(await office.count('land_booking', { released_at: null })).toBe(2);
    expect(await office.count('land_wish', { case_id: mine })).toBe(1);
    const frees = () => office.does(office.job('suolo.libera', mine));
    expect(await frees()).toMatchObject({ variables: { suoloLiberato: true } });
    expect(await frees()).toMatchObject({ variables: { suoloLiberato: false } });
    expect(await office.count('land_wish', { case_id: mine })).toBe(0);
    expect(await books({ ...stall, al: '2027-05-10' })).toMatchObject(free);
  });

  test('of two that book at once, one gets it', async () => {
    await office.services.db('land_booking').delete();
    const cases = [await opens(null), await opens(null)];
    await Promise.all(cases.map((caseId) => books(stall, caseId)));
    expect(await office.count('land_booking', { released_at: null })).toBe(1);
  });
});

test('a registration is cancelled with its reason, once; a letter without one is left alone', async () => {
  const caseId = await opens(ada);
  const letter = await office.does(office.job('lettera.componi', caseId, { lettera: 'L1' }));
  const { variables: { letteraId = '' } = {} } = letter as { variables?: JsonObject };
  const job = () =>
    office.job('protocollo.annulla', caseId, {
      ...{ letteraId, motivo: 'Importo sbagliato' },
      ...{ autorita: 'Dirigente dei tributi', provvedimento: 'Determina 12/2026' },
    });
  expect(await office.does(job())).toMatchObject({ variables: { protocolloAnnullato: '' } });
  await office.does(office.job('protocollo.registra', caseId, { letteraId }));
  for (let time = 0; time < 2; time += 1)
    expect(await office.does(job())).toMatchObject({
      variables: { protocolloAnnullato: expect.stringMatching(/^\d{7}\//) as string },
    });
  expect(await office.count('registration', { case_id: caseId, cancel_reason: 'Importo sbagliato' })).toBe(1);
});
