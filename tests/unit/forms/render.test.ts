import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../core/json.js';
import type { FormComponent } from '../../../processes/catalogue/bundle.js';
import { drawn, formOf, inBrowser, sentBy, thereAndBack } from './page.js';

const choice = [
  { label: 'Sì', value: 'si' },
  { label: 'No', value: 'no' },
];

/** Text as it is after it was read: somebody typed it, so it has no controls and no spaces around. */
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .map((any) => any.replace(/[^\P{Cc}\n\t]/gu, '').trim())
  .filter(Boolean);
const date = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const question = fc.oneof<fc.Arbitrary<[FormComponent, Json]>[]>(
  text.map((value) => [{ type: 'textfield' }, value]),
  text.map((value) => [{ type: 'textarea' }, value]),
  fc.integer().map((value) => [{ type: 'number' }, value]),
  date.map((value) => [{ type: 'datetime', subtype: 'date' }, value]),
  fc.boolean().map((value) => [{ type: 'checkbox' }, value]),
  fc.constantFrom('si', 'no').map((value) => [{ type: 'radio', values: choice }, value]),
  fc.constantFrom('si', 'no').map((value) => [{ type: 'select', values: choice }, value]),
  fc.subarray(['si', 'no'], { minLength: 1 }).map((value) => [{ type: 'checklist', values: choice }, value]),
);
const questions = fc.array(question, { maxLength: 6 }).map((asked) => ({
  components: asked.map(([component], index): FormComponent => ({ ...component, key: `q${index}` })),
  values: Object.fromEntries(asked.map(([, value], index) => [`q${index}`, value])) as JsonObject,
}));

describe('what is drawn', () => {
  it('is read back as it was: every kind of question, groups and lists', () => {
    fc.assert(
      fc.property(questions, questions, fc.nat({ max: 3 }), (own, row, rows) => {
        const schema = formOf(
          { type: 'group', label: 'Gruppo', components: own.components },
          { type: 'dynamiclist', path: 'righe', label: 'Riga', components: row.components },
        );
        const values = { ...own.values, righe: Array.from({ length: rows }, () => row.values) };
        expect(thereAndBack(schema, values)).toMatchObject({ data: values, errors: {} });
      }),
      { numRuns: 60 },
    );
  });
  it('gives nothing of what is typed or written in the schema a chance to be markup', () => {
    const hostile = fc.constantFrom(
      '<img src=x onerror=alert(1)>',
      '"><script>alert(1)</script>',
      "' onfocus=alert(1) autofocus x='",
      '</textarea><svg onload=alert(1)>',
    );
    fc.assert(
      fc.property(hostile, hostile, hostile, (label, hint, value) => {
        const types = [
          'textfield',
          'textarea',
          'number',
          'select',
          'radio',
          'checklist',
          'checkbox',
          'filepicker',
        ];
        const asked = types.map((type): FormComponent => ({
          type,
          key: type,
          label,
          description: hint,
          accept: hint,
          values: [{ label, value }],
        }));
        const schema = formOf(
          { type: 'text', text: value },
          { type: 'group', label, description: hint, components: asked },
          { type: 'dynamiclist', path: 'righe', label, components: [{ type: 'textfield', key: 'r', label }] },
        );
        const html = drawn(schema, {
          typed: { ...Object.fromEntries(types.map((type) => [type, value])), righe: [{ r: value }] },
          errors: Object.fromEntries(types.map((type) => [type, value])),
          attachments: { filepicker: [{ documentId: value, filename: value, size: 1 }] },
        });
        const form = inBrowser(html);
        expect(form.querySelectorAll('img, script, svg')).toHaveLength(0);
        const names = [...form.querySelectorAll('*')].flatMap((element) => element.getAttributeNames());
        expect(names.filter((name) => name.startsWith('on') || name === 'autofocus')).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
  it('has every input labelled, and tied to its reason and its error', () => {
    const types = ['textfield', 'textarea', 'number', 'select', 'checkbox', 'filepicker'];
    const schema = formOf(
      ...types.map((type) => ({ type, key: type, label: `La ${type}`, description: 'Perché serve' })),
    );
    const form = inBrowser(drawn(schema, { errors: { number: 'Scrivi un numero.' } }));
    for (const input of form.querySelectorAll('input, select, textarea')) {
      expect(form.querySelector(`label[for="${input.id}"]`)?.textContent).toContain('La ');
      const ties = input.getAttribute('aria-describedby')?.split(' ') ?? [];
      expect(ties.every((id) => form.querySelector(`[id="${id}"]`))).toBe(true);
    }
    const wrong = form.querySelector('[aria-invalid]');
    expect(wrong?.id).toBe('number');
    expect(wrong?.getAttribute('aria-describedby')).toBe('number-hint number-error');
  });
  it('shows numbers and dates as people here write them', () => {
    const schema = formOf(
      { type: 'number', key: 'quanti' },
      { type: 'datetime', subtype: 'date', key: 'quando' },
    );
    const html = drawn(schema, { typed: { quanti: 12345.5, quando: '2026-11-24' } });
    expect(html).toContain('value="12.345,5"');
    expect(html).toContain('value="24/11/2026"');
  });
  it('offers the people that the data bank knows', () => {
    const schema = formOf({ type: 'select', key: 'chi', properties: { tipo: 'persona-ufficio' } });
    const choices = { 'persona-ufficio': [{ label: 'Dario Neri', value: 'dario' }] };
    const form = inBrowser(drawn(schema, { choices, typed: { chi: 'dario' } }));
    expect(form.querySelector('option[selected]')?.textContent).toBe('Dario Neri');
  });
});

describe('lists', () => {
  const schema = formOf({
    type: 'dynamiclist',
    path: 'figli',
    label: 'Figlio',
    components: [
      { type: 'checkbox', key: 'minore' },
      {
        type: 'dynamiclist',
        path: 'scuole',
        label: 'Scuola',
        components: [{ type: 'radio', key: 'a', values: choice }],
      },
    ],
  });
  const press = (typed: JsonObject, word: string, which = 0): JsonObject => {
    const html = drawn(schema, { typed });
    const buttons = [...inBrowser(html).querySelectorAll('button')];
    const button = buttons.filter(({ textContent }) => textContent?.includes(word))[which];
    return thereAndBack(schema, typed, button?.value).typed;
  };

  it('keep rows in which nothing was ticked', () => {
    expect(thereAndBack(schema, { figli: [{}, {}] }).data['figli']).toHaveLength(2);
  });
  it('have buttons that name what they add and take away', () => {
    const one = press({}, 'form.list.add Figlio');
    expect(one['figli']).toHaveLength(1);
    const inner = press(one, 'form.list.add Scuola');
    expect(inner).toMatchObject({ figli: [{ scuole: [{}] }] });
    expect(press(inner, 'form.list.remove Scuola 1')).toMatchObject({ figli: [{ scuole: [] }] });
    expect(press(inner, 'form.list.remove Figlio 1')).toEqual({ figli: [] });
  });
});

describe('hidden questions', () => {
  const schema = formOf(
    { type: 'radio', key: 'serve', values: choice },
    {
      type: 'group',
      conditional: { hide: '=serve = "no"' },
      components: [
        { type: 'textarea', key: 'motivo', label: 'Motivo', validate: { required: true } },
        { type: 'checklist', key: 'quali', values: choice },
        { type: 'dynamiclist', path: 'righe', components: [{ type: 'number', key: 'n' }] },
      ],
    },
  );
  const motivo = 'Una pagina\ndi testo';
  const typed: JsonObject = { motivo, quali: ['si', 'no'], righe: [{ n: 1.125 }, {}] };

  it('are not shown', () => {
    expect(drawn(schema, { typed: { ...typed, serve: 'no' } })).not.toContain('<textarea');
    expect(drawn(schema, { typed: { ...typed, serve: 'si' } })).toContain('<textarea');
  });
  it('bring back what was typed into them when they are shown again', () => {
    const hidden = thereAndBack(schema, { ...typed, serve: 'no' });
    expect(hidden.data).toEqual({ serve: 'no' });
    const sent = sentBy(drawn(schema, { typed: hidden.typed }));
    expect(sent.get('motivo')).toBe(motivo);
    expect(thereAndBack(schema, { ...hidden.typed, serve: 'si' }).data).toEqual({ serve: 'si', ...typed });
  });
});
