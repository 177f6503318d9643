import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FormComponent } from '../../../processes/catalogue/bundle.js';
import { readDate, readNumber, readValue } from '../../../web/forms/read-value.js';
import { shownValue } from '../../../web/forms/shown.js';

const read = (field: Omit<FormComponent, 'key'>, text: string) => readValue({ key: 'campo', ...field }, text);
const errorOf = (field: Omit<FormComponent, 'key'>, text: string): string => {
  const reading = read(field, text);
  return 'error' in reading ? reading.error : '';
};

const anyDay = fc
  .date({ min: new Date('1850-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('dates', () => {
  it('are read in every way in which people write them', () => {
    const way = fc.constantFrom(
      (d: string, m: string, y: string) => `${d}/${m}/${y}`,
      (d: string, m: string, y: string) => `${Number(d)}/${Number(m)}/${y}`,
      (d: string, m: string, y: string) => `${d}-${m}-${y}`,
      (d: string, m: string, y: string) => `${d}.${m}.${y}`,
      (d: string, m: string, y: string) => `${d} / ${m} / ${y}`,
      (d: string, m: string, y: string) => `${d}${m}${y}`,
      (d: string, m: string, y: string) => `${y}-${m}-${d}`,
    );
    fc.assert(
      fc.property(anyDay, way, (iso, write) => {
        const [year = '', month = '', day = ''] = iso.split('-');
        expect(readDate(write(day, month, year))).toBe(iso);
      }),
    );
  });
  it.each([
    '31/02/2026',
    '29/02/2026',
    '31/04/2026',
    '0/1/2026',
    '24/13/2026',
    '24/11/26',
    'ieri',
    '2026-2-1',
  ])('%s is no day', (text) => {
    expect(readDate(text)).toBeNull();
    expect(errorOf({ type: 'datetime', subtype: 'date' }, text)).toContain('24/11/2026');
  });
  it('with a slip in the year are asked again', () => {
    expect(errorOf({ type: 'datetime', subtype: 'date' }, '24/11/0026')).toBe(
      'Controlla l’anno: hai scritto 26.',
    );
  });
  it('come back from the screen as they were', () => {
    fc.assert(
      fc.property(anyDay, (iso) => {
        const field = { type: 'datetime', subtype: 'date', key: 'quando' };
        expect(readValue(field, shownValue(field, iso))).toEqual({ value: iso });
      }),
    );
  });
});

describe('numbers', () => {
  it.each([
    ['1.234,5', 1234.5],
    ['1.234', 1234],
    ['1.234.567', 1234567],
    ['1234.5', 1234.5],
    ['0.125', 0.125],
    ['-3,50', -3.5],
    [' 12 000 ', 12000],
  ])('%s is %d', (text, value) => {
    expect(readNumber(text)).toBe(value);
  });
  it.each(['uno', '1,2,3', '1.23,4', '1,234.5', '1e3', '--1', ',5', '12345678901234567'])(
    '%s is none',
    (text) => {
      expect(readNumber(text)).toBeNull();
    },
  );
  it('come back from the screen as they were', () => {
    const field = { type: 'number', key: 'quanti' };
    const value = fc.oneof(
      fc.integer(),
      fc.integer({ min: -1e9, max: 1e9 }).map((cents) => cents / 100),
      fc.integer({ min: 1, max: 999_999 }).map((millionths) => millionths / 1e6),
    );
    fc.assert(
      fc.property(value, (number) => {
        expect(readValue(field, shownValue(field, number))).toEqual({ value: number });
      }),
    );
  });
  it('keep to the bounds and decimals of the question', () => {
    const trees = { type: 'number', decimalDigits: 0, validate: { min: 1, max: 1200 } };
    expect(read(trees, '12')).toEqual({ value: 12 });
    expect(errorOf(trees, '1,5')).toBe('Scrivi un numero intero.');
    expect(errorOf(trees, '0')).toBe('Il valore più piccolo ammesso è 1.');
    expect(errorOf(trees, '1201')).toBe('Il valore più grande ammesso è 1200.');
    expect(errorOf({ type: 'number', decimalDigits: 2 }, '0,125')).toBe(
      'Al massimo 2 cifre dopo la virgola.',
    );
  });
});

describe('texts', () => {
  it('keep to the length, shape and kind of the question', () => {
    const textfield = (validate: NonNullable<FormComponent['validate']>) => ({ type: 'textfield', validate });
    expect(errorOf(textfield({ minLength: 5 }), 'poco')).toBe('Servono almeno 5 caratteri.');
    expect(errorOf(textfield({ maxLength: 3 }), 'troppo')).toBe('Al massimo 3 caratteri: qui sono 6.');
    expect(errorOf(textfield({ pattern: '[A-Z]{2}' }), 'abc')).not.toBe('');
    expect(read(textfield({ pattern: '[A-Z' }), 'libero')).toEqual({ value: 'libero' });
    expect(errorOf(textfield({ validationType: 'email' }), 'anna@')).toContain('nome@esempio.it');
    expect(errorOf(textfield({ validationType: 'phone' }), 'casa')).not.toBe('');
  });
  it('without a limit have one all the same', () => {
    expect(errorOf({ type: 'textfield' }, 'a'.repeat(2001))).not.toBe('');
    expect(read({ type: 'textarea' }, 'a'.repeat(20_000))).toEqual({ value: 'a'.repeat(20_000) });
    expect(errorOf({ type: 'textarea' }, 'a'.repeat(20_001))).not.toBe('');
  });
});

describe('kinds of our own', () => {
  const kind = (tipo: string) => ({ type: 'textfield', properties: { tipo } });
  it('are checked and brought into one shape', () => {
    expect(read(kind('codice-fiscale'), 'rss mra 79b11 c566r')).toEqual({ value: 'RSSMRA79B11C566R' });
    expect(read(kind('targa'), 'ab 123 cd')).toEqual({ value: 'AB123CD' });
    expect(read(kind('cap'), '42013')).toEqual({ value: '42013' });
    expect(read({ type: 'datetime', subtype: 'time' }, '9.05')).toEqual({ value: '09:05' });
  });
  it.each([
    ['codice-fiscale', 'RSSMRA79B11C566S'],
    ['targa', '!'],
    ['cap', '4201'],
    ['telefono', 'casa'],
  ])('%s is not %s', (tipo, text) => {
    expect(errorOf(kind(tipo), text)).not.toBe('');
  });
  it.each(['24:00', '12:60', '12', 'mezzogiorno'])('%s is no time of day', (text) => {
    expect(errorOf({ type: 'datetime', subtype: 'time' }, text)).toContain('09:30');
  });
});
