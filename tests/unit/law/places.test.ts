import { expect, test } from 'vitest';
import { placeLabel } from '../../../law/places/place.js';
import { placeByCode, readPlace, searchPlaces } from '../../../law/places/places.js';

const today = '2026-11-24';
const codeOf = async (typed: string, on = today, province?: string): Promise<string> => {
  const reading = await readPlace(typed, on, province);
  if ('place' in reading) return reading.place.code;
  return 'choices' in reading ? reading.choices.map(({ code }) => code).join(' ') : 'unknown';
};

test('our own comune has all its codes', async () => {
  expect(await placeByCode('b893')).toEqual({
    code: 'B893',
    name: 'Casalgrande',
    province: 'RE',
    from: '1861-03-17',
    until: null,
    istatCode: '035012',
    postalCodes: ['42013'],
  });
});

test.each([
  ['casalgrande', 'B893'],
  ['Casalgrande (RE)', 'B893'],
  ['Forli’', 'D704'],
  ['FORLÌ', 'D704'],
  ['Reggio nell’Emilia', 'H223'],
  ['Castro', 'C337 M261'],
  ['Castro (LE)', 'M261'],
  ['Romania', 'Z129'],
  ['Roma', 'H501'],
  ['Chissadove', 'unknown'],
  ['', 'unknown'],
])('«%s» is %s', async (typed, code) => {
  expect(await codeOf(typed)).toBe(code);
});

test('a province known from elsewhere chooses among comuni of one name', async () => {
  expect(await codeOf('Castro', today, 'bg')).toBe('C337');
});

test('former comuni and states are there for those born in them', async () => {
  expect(await codeOf('Fiume', '1930-05-01')).toBe('D620');
  expect(await codeOf('Cecoslovacchia', '1980-01-01')).toBe('Z105');
  const [first] = await searchPlaces('fiume', '1930-05-01');
  expect(first && placeLabel(first)).toBe('Fiume (FU)');
  expect((await placeByCode('D620'))?.until).toBe('1947-09-16');
});

test('the list has today’s comuni and states, and no name in a wrong alphabet', async () => {
  const names = await searchPlaces('citt', today, 50);
  expect(names.map(({ name }) => name)).toContain('Città di Castello');
  expect(names.map(({ name }) => name)).toContain("Cittanova d'Istria");
  expect(names.every(({ name }) => !/[ÃÂ�]/.test(name))).toBe(true);
});
