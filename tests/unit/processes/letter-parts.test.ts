import { describe, expect, it } from 'vitest';
import { fieldsOfLetter } from '../../../processes/catalogue/letters/letter-fields.js';
import { fieldProblems } from '../../../processes/catalogue/letters/named-fields.js';
import { readOwnPart } from '../../../templates/safe/environment.js';
import { commonPartNames } from '../../../templates/sources.js';

const required = { validate: { required: true } };
const forms = {
  istanza: {
    id: 'istanza',
    components: [
      {
        type: 'group',
        components: [
          { type: 'textfield', key: 'luogo', ...required },
          { type: 'textfield', key: 'note' },
        ],
      },
      { type: 'dynamiclist', path: 'figli', components: [{ type: 'textfield', key: 'nome', ...required }] },
      { type: 'textfield', key: 'targa', conditional: { hide: '=luogo = "x"' }, ...required },
    ],
  },
  sopralluogo: { id: 'sopralluogo', components: [{ type: 'datetime', key: 'data', ...required }] },
};

const problems = (template: string, code: 'L6' | 'L11' = 'L6'): string[] =>
  fieldProblems(
    readOwnPart(template, commonPartNames()),
    fieldsOfLetter(code, { forms, applicationForm: 'istanza' }),
  ).map(({ line, severity, message }) => `${line} ${severity} ${/«(.*?)»/.exec(message)?.[1]}`);

describe('fields that a procedure’s part of a letter names', () => {
  it.each([
    '{{application.luogo}} {{case.number}} {{data letter.date}} {{> rimedi}}',
    '{{#each application.figli}}{{nome}} {{@index}} {{../application.luogo}} {{@root.case.number}}{{/each}}',
    '{{#if application.note}}{{application.note}}{{/if}}',
    '{{#with tasks.sopralluogo}}{{data data}}{{/with}}',
    '{{#if tasks.sopralluogo.data}}{{data tasks.sopralluogo.data}}{{else}}no{{/if}}',
    '{{oppure application.note "nessuna"}}',
    '{{#each decision.reasons}}{{this}}{{/each}}',
    '{{#with decision.stamp}}{{serial}}{{/with}}',
  ])('%s', (template) => {
    expect(problems(template)).toEqual([]);
  });

  it.each<[string, string[]]>([
    ['a\n{{application.luoogo}}', ['2 error application.luoogo']],
    ['{{#if application.x}}{{/if}}', ['1 error application.x']],
    ['{{#each application.figli}}\n{{luogo}}\n{{/each}}', ['2 error luogo']],
    ['{{tasks.altro.data}}', ['1 error tasks.altro.data']],
    ['{{numero application.note}}', ['1 warning application.note']],
    ['{{application.targa}}', ['1 warning application.targa']],
    ['{{#if application.note}}x{{else}}{{application.note}}{{/if}}', ['1 warning application.note']],
    ['\n\n{{data tasks.sopralluogo.data}}', ['3 warning tasks.sopralluogo.data']],
  ])('%j', (template, expected) => {
    expect(problems(template)).toEqual(expected);
  });

  it('a letter to others knows no answers', () => {
    expect(problems('{{application.luogo}}', 'L11')).toEqual(['1 error application.luogo']);
  });
});
