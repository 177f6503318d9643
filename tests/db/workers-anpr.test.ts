import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { JsonObject } from '../../core/json.js';
import { testOffice, type Office } from './workers-office.js';

const ada = 'RSSMRA79B11C566R';
const ugo = 'RSSMRA79B11C56SO';
const application = {
  indirizzo: 'Via Nuova',
  civico: '3',
  componenti: [
    { nome: 'Ugo Bo', codiceFiscale: ugo },
    { nome: 'Neo Nato', codiceFiscale: null },
  ],
};

let office: Office;
beforeAll(async () => {
  office = await testOffice();
});
beforeEach(async () => {
  office.told.length = 0;
  await office.services.db('simulated_anpr_change').delete();
  await office.services.db('simulated_anpr_person').delete();
  await office.services.db('party').update({ tax_code: null, no_code_reason: 'prova' });
});
afterAll(() => office.close());

const opens = (declared: JsonObject = application) =>
  office.opens('cambio-residenza', declared, { taxCode: ada });
const does = (type: string, caseId: string) => office.does(office.job(type, caseId));
const people = () =>
  office.services.db('simulated_anpr_person').orderBy('tax_code').select('tax_code', 'resident', 'address');
const knownPerson = (tax_code: string, rest: object = {}) =>
  office.services.db('simulated_anpr_person').insert({
    tax_code,
    given_name: 'X',
    family_name: 'Y',
    resident: true,
    address: 'Via Vecchia 1',
    ...rest,
  });

test('the whole family moves, and a repeat changes nothing', async () => {
  const caseId = await opens();
  await knownPerson(ada, { resident: false });
  const job = office.job('anpr.registra', caseId);
  const first = await office.does(job);
  expect(await office.does(job)).toEqual(first);
  expect(await people()).toEqual([
    { tax_code: ada, resident: true, address: 'Via Nuova, 3' },
    { tax_code: ugo, resident: true, address: 'Via Nuova, 3' },
  ]);
  expect(await office.count('simulated_anpr_change')).toBe(1);
  // Another job of the same case, as after a loop in the diagram, is the same registration.
  expect(await does('anpr.registra', caseId)).toEqual(first);
});

test('undone, everybody is registered as before, and who wasn’t is not', async () => {
  const caseId = await opens();
  await knownPerson(ada, { resident: false });
  await does('anpr.registra', caseId);
  const job = office.job('anpr.ripristina', caseId);
  for (let time = 0; time < 2; time += 1) {
    expect(await office.does(job)).toEqual({ told: 'completed', variables: { anprRipristinata: true } });
  }
  expect(await people()).toEqual([{ tax_code: ada, resident: false, address: 'Via Vecchia 1' }]);
  expect(await does('anpr.ripristina', caseId)).toMatchObject({ variables: { anprRipristinata: false } });
});

test('registered anew after an undoing, the undoing of that one goes back one step only', async () => {
  const caseId = await opens();
  await does('anpr.registra', caseId);
  await does('anpr.ripristina', caseId);
  await knownPerson(ada, { address: 'Via di Mezzo 2' });
  await does('anpr.registra', caseId);
  await does('anpr.ripristina', caseId);
  expect(await people()).toEqual([{ tax_code: ada, resident: true, address: 'Via di Mezzo 2' }]);
});

test.each<[string, JsonObject, string]>([
  ['no address', { componenti: [] }, 'manca il nuovo indirizzo'],
  [
    'a code that can’t be',
    { ...application, componenti: [{ nome: 'U', codiceFiscale: 'RSSMRA79B11C566A' }] },
    'non è valido',
  ],
  [
    'the same person twice',
    { ...application, componenti: [{ nome: 'U', codiceFiscale: ada }] },
    'compare due volte',
  ],
])('refused: %s', async (_case, declared, why) => {
  const caseId = await opens(declared);
  expect(await does('anpr.registra', caseId)).toMatchObject({
    told: 'error',
    code: 'ANPR_RIFIUTO',
    message: expect.stringMatching(new RegExp(`simulazione.*${why}`)) as string,
  });
  expect(await people()).toEqual([]);
});

test('data corrected in a task are taken at the next try; the application stays as it was declared', async () => {
  const { db, clock } = office.services;
  const caseId = await opens({ civico: '3', componenti: [{ nome: 'U', codiceFiscale: ada }] });
  expect(await does('anpr.registra', caseId)).toMatchObject({ told: 'error' });
  const [command] = (await db('engine_command').where({ case_id: caseId }).pluck('id')) as string[];
  await db('task_result').insert({
    job_key: '1',
    case_id: caseId,
    element_id: 'Task_Mend',
    form_key: 'correggi-registrazione',
    data: JSON.stringify({
      indirizzo: 'Via Giusta',
      componenti: [{ nome: 'Ugo Bo', codiceFiscale: ugo }],
      civico: '',
    }),
    completed_at: clock.now(),
    command_id: command,
  });
  expect(await does('anpr.registra', caseId)).toMatchObject({ told: 'completed' });
  expect((await people()).map(({ address }: { address: string }) => address)).toEqual([
    'Via Giusta, 3',
    'Via Giusta, 3',
  ]);
});

test('a register that doesn’t answer is asked again, and nobody has half moved', async () => {
  const caseId = await opens();
  await knownPerson(ugo, { available: false });
  expect(await does('anpr.registra', caseId)).toEqual({
    told: 'failed',
    retries: 2,
    backOffMs: 1_000,
    message: 'Registra la residenza in ANPR (simulazione): ANPR (simulazione) non risponde.',
  });
  expect(await office.count('simulated_anpr_person')).toBe(1);
  await knownPerson(ada, { available: false });
  expect(await does('anpr.verifica', caseId)).toMatchObject({ told: 'failed', retries: 2 });
});

test('anpr.verifica tells who is known and who lives here', async () => {
  const caseId = await opens();
  expect(await does('anpr.verifica', caseId)).toMatchObject({
    variables: { residente: false, soggettoTrovato: false },
  });
  await knownPerson(ada);
  expect(await does('anpr.verifica', caseId)).toMatchObject({
    variables: { residente: true, soggettoTrovato: true },
  });
});
