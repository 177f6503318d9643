import { describe, expect, it } from 'vitest';
import { formOf, read } from './page.js';

const choice = [
  { label: 'Sì', value: 'si' },
  { label: 'No', value: 'no' },
];

describe('a sent form', () => {
  it('gives only what the schema asks for', () => {
    const schema = formOf({ type: 'textfield', key: 'nome' });
    expect(read(schema, { nome: ' Ada ', ruolo: 'administrator', __proto__: 'x' }).data).toEqual({
      nome: 'Ada',
    });
  });
  it('says beside each question what is missing', () => {
    const required = { validate: { required: true } };
    const schema = formOf(
      { type: 'textfield', key: 'nome', ...required },
      { type: 'radio', key: 'scelta', values: choice, ...required },
      { type: 'checkbox', key: 'letto', ...required },
      { type: 'checklist', key: 'quali', values: choice, ...required },
      { type: 'datetime', subtype: 'date', key: 'quando', ...required },
      { type: 'filepicker', key: 'foto', ...required },
      { type: 'textfield', key: 'libero' },
    );
    const { errors, data } = read(schema, {});
    expect(Object.keys(errors)).toEqual(['nome', 'scelta', 'letto', 'quali', 'quando', 'foto']);
    expect(data).toEqual({ letto: false });
    expect(read(schema, {}, { foto: [{}] }).errors['foto']).toBeUndefined();
  });
  it('keeps what was typed beside its error', () => {
    const schema = formOf({ type: 'datetime', subtype: 'date', key: 'quando' });
    const { data, typed, errors } = read(schema, { quando: '31/02/2026' });
    expect(typed).toEqual({ quando: '31/02/2026' });
    expect(data).toEqual({});
    expect(errors['quando']).toContain('non esiste');
  });
  it('takes no answer that was not offered', () => {
    const schema = formOf(
      { type: 'radio', key: 'uno', values: choice },
      { type: 'checklist', key: 'molti', values: choice },
    );
    const sent = new URLSearchParams([
      ['uno', 'forse'],
      ['molti', 'si'],
      ['molti', 'forse'],
    ]);
    expect(Object.keys(read(schema, sent).errors)).toEqual(['uno', 'molti']);
    expect(read(schema, new URLSearchParams('molti=si&molti=no&molti=si')).data['molti']).toEqual([
      'si',
      'no',
    ]);
  });
  it('has no characters that no data bank stores', () => {
    const schema = formOf({ type: 'textarea', key: 'testo' });
    expect(read(schema, { testo: 'prima\r\nseconda\u0000\u0007\tfine' }).data).toEqual({
      testo: 'prima\nseconda\tfine',
    });
  });
});

describe('lists', () => {
  const schema = formOf({
    type: 'dynamiclist',
    path: 'figli',
    components: [
      { type: 'textfield', key: 'nome', validate: { required: true } },
      { type: 'checkbox', key: 'minore' },
      { type: 'dynamiclist', path: 'scuole', components: [{ type: 'textfield', key: 'anno' }] },
    ],
  });

  it('are read row by row, each with its own errors', () => {
    const { data, errors } = read(schema, {
      'figli.0.nome': 'Ada',
      'figli.0.minore': 'on',
      'figli.1.nome': '',
      'figli.1.scuole.0.anno': '2026',
    });
    expect(data).toEqual({
      figli: [
        { nome: 'Ada', minore: true, scuole: [] },
        { minore: false, scuole: [{ anno: '2026' }] },
      ],
    });
    expect(Object.keys(errors)).toEqual(['figli.1.nome']);
  });
  it('grow and shrink by their buttons, inner lists too', () => {
    const sent = { 'figli.0.nome': 'Ada', 'figli.1.nome': 'Bea', 'figli.1.scuole.0.anno': '1' };
    const rows = (action: string) => read(schema, { ...sent, action }).typed['figli'];
    expect(rows('list-add:figli')).toHaveLength(3);
    expect(rows('list-remove:figli:0')).toMatchObject([{ nome: 'Bea' }]);
    expect(rows('list-add:figli.1.scuole')).toMatchObject([{ scuole: [] }, { scuole: [{ anno: '1' }, {}] }]);
    expect(rows('list-remove:figli.1.scuole:0')).toMatchObject([
      { nome: 'Ada' },
      { nome: 'Bea', scuole: [] },
    ]);
    expect(rows('list-remove:figli:7')).toHaveLength(2);
  });
  it('hold no more rows than anybody has, whatever is sent', () => {
    const { typed } = read(schema, { 'figli.9999.nome': 'x', action: 'list-add:figli' });
    expect(typed['figli']).toHaveLength(200);
    expect(read(schema, { 'figli.99999999.nome': 'x', 'figli.nome': 'x' }).typed['figli']).toHaveLength(0);
  });
});

describe('questions that depend on others', () => {
  const schema = formOf(
    { type: 'radio', key: 'auto', values: choice },
    { type: 'number', key: 'quante', conditional: { hide: '=auto != "si"' }, validate: { required: true } },
    {
      type: 'group',
      conditional: { hide: '=quante = null or quante < 10' },
      components: [{ type: 'textfield', key: 'flotta', validate: { required: true } }],
    },
  );

  it('are not asked while they are hidden', () => {
    expect(read(schema, { auto: 'no', quante: 'boh' })).toMatchObject({ data: { auto: 'no' }, errors: {} });
    expect(Object.keys(read(schema, { auto: 'si' }).errors)).toEqual(['quante']);
  });
  it('compare numbers as numbers', () => {
    expect(Object.keys(read(schema, { auto: 'si', quante: '9' }).errors)).toEqual([]);
    expect(Object.keys(read(schema, { auto: 'si', quante: '1.000' }).errors)).toEqual(['flotta']);
  });
  it('do not depend on an answer that is hidden itself', () => {
    expect(read(schema, { auto: 'no', quante: '20', flotta: 'Bianchi' })).toMatchObject({
      data: { auto: 'no' },
      typed: { quante: '20', flotta: 'Bianchi' },
      errors: {},
    });
  });
  it('see in a row the answers of the row and those around the list', () => {
    const rows = formOf(
      { type: 'checkbox', key: 'estero' },
      {
        type: 'dynamiclist',
        path: 'persone',
        components: [
          { type: 'textfield', key: 'nome' },
          { type: 'textfield', key: 'stato', conditional: { hide: '=not(estero) or nome = null' } },
        ],
      },
    );
    const sent = { 'persone.0.nome': 'Ada', 'persone.0.stato': 'FR', 'persone.1.stato': 'ES' };
    expect(read(rows, { ...sent, estero: 'on' }).data['persone']).toEqual([{ nome: 'Ada', stato: 'FR' }, {}]);
    expect(read(rows, sent).data['persone']).toEqual([{ nome: 'Ada' }, {}]);
  });
  it('that hide each other come to rest', () => {
    const odd = formOf(
      { type: 'textfield', key: 'a', conditional: { hide: '=b = "x"' } },
      { type: 'textfield', key: 'b', conditional: { hide: '=a = "x"' } },
    );
    expect(read(odd, { a: 'x', b: 'x' }).errors).toEqual({});
  });
});
