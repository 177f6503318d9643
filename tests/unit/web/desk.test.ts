import { expect, test } from 'vitest';
import { proceduresFor } from '../../../web/desk/procedures.js';
import { asTaxCode } from '../../../web/parties/find/query.js';
import { whatIsWanted } from '../../../web/search/query.js';

const trees = {
  title: 'Abbattimento alberi',
  summary: 'Autorizzazione in un terreno privato.',
  keywords: ['taglio'],
};
const move = {
  title: 'Cambio di residenza',
  summary: 'Un nuovo indirizzo.',
  keywords: ['trasloco', 'città'],
};
const titles = (typed: string) => proceduresFor([move, trees], typed).map(({ title }) => title);

test('a word finds its procedure in singular and plural, with or without accents', () => {
  expect(titles('albero')).toEqual(['Abbattimento alberi']);
  expect(titles('RESIDENZE')).toEqual(['Cambio di residenza']);
  expect(titles('citta')).toEqual(['Cambio di residenza']);
  expect(titles('tagliare')).toEqual([]);
  expect(titles('taglio alberi')).toEqual(['Abbattimento alberi']);
  expect(titles('alberi residenza')).toEqual([]);
  expect(titles('')).toEqual(['Abbattimento alberi', 'Cambio di residenza']);
});

test('a number is a case or a registration by which side the year is on', () => {
  expect(whatIsWanted('2026/123')).toEqual({ kind: 'case', year: 2026, number: 123 });
  expect(whatIsWanted(' 2026/000123 ')).toEqual({ kind: 'case', year: 2026, number: 123 });
  expect(whatIsWanted('123/2026')).toEqual({ kind: 'registration', year: 2026, number: 123 });
  expect(whatIsWanted('prot. n. 0000123/2026')).toEqual({ kind: 'registration', year: 2026, number: 123 });
  expect(whatIsWanted('0002026/2026')).toEqual({ kind: 'registration', year: 2026, number: 2026 });
  expect(whatIsWanted('Rossi')).toEqual({ kind: 'text' });
});

test('only a whole code is taken for a tax code', () => {
  expect(asTaxCode('rss mra 80a01 h501u')).toBe('RSSMRA80A01H501U');
  expect(asTaxCode('01234567890')).toBe('01234567890');
  expect(asTaxCode('Rossi')).toBeNull();
});
