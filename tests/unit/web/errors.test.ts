import { expect, test } from 'vitest';
import {
  BusinessError,
  ConflictError,
  ForbiddenError,
  InputError,
  NotFoundError,
} from '../../../core/errors.js';
import { toHttpError } from '../../../web/errors.js';
import { readMessages, translator } from '../../../web/i18n.js';

const it = translator('it', readMessages('it'));
const en = translator('en', readMessages('en'), readMessages('it'));
const text = { message: 'Non si può.', remedy: 'Fai così.' };

test.each([
  [new InputError({ name: 'Scrivi il nome.' }), 422],
  [new ConflictError('task.gone', text), 409],
  [new NotFoundError('Pratica'), 404],
  [new ForbiddenError(), 403],
  [new BusinessError('any.rule', text), 422],
  [new BusinessError('login.required', text), 401],
  [new BusinessError('csrf.refused', text), 403],
  [new BusinessError('upload.request-too-large', text), 413],
  [Object.assign(new Error('body'), { status: 413 }), 413],
  [Object.assign(new Error('bad'), { status: 400 }), 400],
  [Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 503],
  [Object.assign(new Error('pool'), { name: 'KnexTimeoutError' }), 503],
  [new Error('Connection terminated unexpectedly'), 503],
  [new URIError('URI malformed'), 400],
  [new Error('bug'), 500],
  ['thrown text', 500],
])('%s becomes %i', (error, status) => {
  expect(toHttpError(error, it).status).toBe(status);
});

test('a business error says what happened and the way out, field by field', () => {
  const problem = toHttpError(new InputError({ taxCode: 'Sbagliato.' }), it);
  expect(problem.fields).toEqual({ taxCode: 'Sbagliato.' });
  expect(problem.message).toBe('Alcuni dati vanno corretti.');
  expect(toHttpError(new InputError({}), en).message).toBe('Some answers need correcting.');
});

test('a fault of the program never shows its inside, only a reference to quote', () => {
  const problem = toHttpError(new Error('select * from secrets'), it);
  expect(JSON.stringify(problem)).not.toContain('secrets');
  expect(problem.reference).toMatch(/^[0-9a-f]{8}$/);
});
