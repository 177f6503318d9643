import { expect, test } from 'vitest';
import { anonymousAnswers, choicesIn, inventedTaxCode, inventedText } from '../../../gym/replay/anonymous.js';
import { checkCharacter } from '../../../law/codice-fiscale.js';

const components = [
  { type: 'radio', key: 'esito' },
  {
    type: 'group',
    components: [{ type: 'textfield', key: 'cf', properties: { tipo: 'codice-fiscale' } }],
  },
  { type: 'textarea', key: 'motivo' },
  { type: 'textfield', key: 'strada' },
  { type: 'number', key: 'metri' },
  { type: 'datetime', key: 'dal', subtype: 'date' },
  {
    type: 'dynamiclist',
    path: 'figli',
    components: [
      { type: 'textfield', key: 'nome' },
      { type: 'select', key: 'servizio' },
    ],
  },
];
const by = { presentedOn: '2026-03-10', choices: choicesIn(['strada = "comunale" or x > 3', '"altro"']) };

test.each([
  ['a choice stays', { esito: 'accolta' }, { esito: 'accolta' }],
  ['a figure stays', { metri: 12 }, { metri: 12 }],
  ['what somebody wrote is invented', { motivo: 'Sono malata' }, { motivo: inventedText }],
  ['what the diagram compares with is a choice', { strada: 'comunale' }, { strada: 'comunale' }],
  ['another street is not', { strada: 'Via Roma 3' }, { strada: inventedText }],
  ['a tax code is nobody’s', { cf: 'RSSMRA80A01H223X' }, { cf: inventedTaxCode }],
  ['a near day is a distance', { dal: '2026-04-09' }, { dal: '@oggi+30' }],
  ['also one before', { dal: '2026-03-09' }, { dal: '@oggi-1' }],
  ['a far day says nothing any more', { dal: '1961-05-02' }, { dal: '1980-01-01' }],
  ['an unknown question counts as written', { altro: 'Vera' }, { altro: inventedText }],
  [
    'rows of a list, each answer by its own question',
    { figli: [{ nome: 'Ada', servizio: 'mensa' }] },
    { figli: [{ nome: inventedText, servizio: 'mensa' }] },
  ],
])('%s', (_title, data, wanted) => {
  expect(anonymousAnswers(data, { components }, by)).toEqual(wanted);
});

test('the invented tax code would be taken', () => {
  expect(checkCharacter(inventedTaxCode.slice(0, 15))).toBe(inventedTaxCode.at(-1));
});
