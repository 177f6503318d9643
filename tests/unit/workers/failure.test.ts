import { expect, test } from 'vitest';
import { BusinessError } from '../../../core/errors.js';
import { NeedsPerson, Unavailable, WrongVariables } from '../../../workers/errors.js';
import { failureOf } from '../../../workers/failure.js';

const worker = { title: 'Registra', errors: { RIFIUTO: 'il registro rifiuta' } };
const business = (code: string) =>
  new BusinessError(code, { message: 'Il registro rifiuta.', remedy: 'Correggi.' });

test('a declared business error takes the diagram’s own way', () => {
  expect(failureOf(worker, 3, business('RIFIUTO'))).toEqual({
    kind: 'bpmn-error',
    code: 'RIFIUTO',
    message: 'Registra: Il registro rifiuta. Correggi.',
  });
});

test.each([
  ['an undeclared business error', business('altro')],
  ['a name that every object has', business('toString')],
  ['wrong variables', new WrongVariables(['la variabile «lettera» manca'])],
  ['something a person must decide', new NeedsPerson('non si sa.')],
])('%s makes an incident at once', (_case, error) => {
  expect(failureOf(worker, 3, error)).toMatchObject({ kind: 'failed', retries: 0, backOffMs: 0 });
});

test('everything else is tried again, later each time, until the retries end', () => {
  const tries = [3, 2, 1].map((retries) => failureOf(worker, retries, new Unavailable('ANPR non risponde.')));
  expect(tries).toMatchObject([
    { retries: 2, backOffMs: 1_000 },
    { retries: 1, backOffMs: 5_000 },
    { retries: 0, backOffMs: 0 },
  ]);
  expect(tries[0]?.message).toBe('Registra: ANPR non risponde.');
});

test('a technical error is framed in Italian, without the statement it happened in', () => {
  const postgres = Object.assign(new Error('insert into "x" ("a") values ($1) - duplicate key value'), {
    severity: 'ERROR',
  });
  const { message } = failureOf(worker, 3, postgres);
  expect(message).toBe(
    'Registra: errore tecnico (duplicate key value). Ritenta; se si ripete avvisa l’amministratore di Sportello.',
  );
  expect(failureOf(worker, 3, 'x'.repeat(9_000)).message.length).toBeLessThan(500);
});

test.each([
  Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5442'), { code: 'ECONNREFUSED' }),
  Object.assign(new Error('the database system is starting up'), { code: '57P03', severity: 'FATAL' }),
  Object.assign(new Error('terminating connection'), { code: '57P01', severity: 'FATAL' }),
  new Error('Connection terminated unexpectedly'),
  new Error('Knex: Timeout acquiring a connection. The pool is probably full.'),
])('our own Postgres being away uses up no retry: $message', (error) => {
  expect(failureOf(worker, 1, error)).toMatchObject({ kind: 'failed', retries: 1, backOffMs: 2_000 });
});

test('a statement that Postgres refused or gave up does use one up', () => {
  const error = Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' });
  expect(failureOf(worker, 1, error)).toMatchObject({ retries: 0 });
});
