import { describe, expect, it } from 'vitest';
import { compileTemplate } from '../../../templates/safe/environment.js';
import { TemplateError } from '../../../templates/safe/template-error.js';
import type { JsonObject } from '../../../core/json.js';

const compose = (ownPart: string, data: JsonObject = {}): string =>
  compileTemplate({
    letterhead: '{{> lettera}}',
    letter: '{{> parte-propria}}',
    ownPart,
    parts: { comune: 'Comune' },
  })(data);

describe('what a template may say', () => {
  it.each<[string, JsonObject, string]>([
    ['{{a.b}}', { a: { b: 'x' } }, '#"x";'],
    ['{{data d}}', { d: '2026-03-02' }, '#"02/03/2026";'],
    ['{{euro (oppure n 3)}}', { n: null }, '#"€\u00a03,00";'],
    ['{{unisci l}}', { l: ['a', 'b'] }, '#"a, b";'],
    ['{{#if a}}sì{{else}}no{{/if}}', { a: [] }, 'no'],
    ['{{#if (uguale a "x")}}sì{{/if}}', { a: 'x' }, 'sì'],
    [
      '{{#each l}}{{this}}{{@index}}{{../z}} {{/each}}',
      { l: [1, 2], z: 'z' },
      '#"1";#"0";#"z"; #"2";#"1";#"z"; ',
    ],
    ['{{#with a}}{{b}}{{/with}}', { a: { b: 'x' } }, '#"x";'],
    ['{{> comune}}', {}, 'Comune'],
    ['{{! una nota }}x', {}, 'x'],
  ])('%s', (template, data, expected) => {
    expect(compose(template, data)).toBe(expected);
  });

  it('passes hostile values as text', () => {
    const evil = '"; #read("/etc/passwd") *x* \\';
    expect(compose('{{n}}', { n: evil })).toBe('#"\\"; #read(\\"/etc/passwd\\") *x* \\\\";');
  });

  it('does not call functions or reach the prototype', () => {
    expect(() => compose('{{a}}', { a: (() => 'called') as unknown as string })).toThrow(/«a» non c’è/);
    expect(() => compose('{{a.toString}}', { a: 'x' })).toThrow(TemplateError);
  });
});

describe('what a template may not say', () => {
  it.each([
    '{{{a}}}',
    '{{&a}}',
    '{{lookup a "b"}}',
    '{{log a}}',
    '{{a.constructor}}',
    '{{a.__proto__.x}}',
    '{{#a}}x{{/a}}',
    '{{^a}}x{{/a}}',
    '{{> altro}}',
    '{{> lettera}}',
    '{{> parte-propria}}',
    '{{> (a)}}',
    '{{#> comune}}x{{/comune}}',
    '{{#*inline "x"}}{{/inline}}',
    '{{* dec}}',
    '{{stringa a}}',
    '{{typst a}}',
    '{{data (data (data (data (data a))))}}',
    '{{#each a}}{{#each a}}{{#each a}}{{#each a}}x{{/each}}{{/each}}{{/each}}{{/each}}',
    '{{#if a}}',
    '{{a',
  ])('%s', (template) => {
    expect(() => compose(template, { a: 'x' })).toThrow(TemplateError);
  });

  it('names the part and the field that is missing', () => {
    const failure = (template: string): unknown => {
      try {
        return compose(template, { a: {} });
      } catch (error) {
        return error;
      }
    };
    expect(failure('x\n{{a.b.c}}')).toMatchObject({
      place: { field: 'a.b.c', source: 'parte propria', line: 2 },
    });
    expect(String(failure('x\n{{{a}}}'))).toMatch(/parte propria.*triple.*riga 2/);
    expect(() => compose('{{#each a.b}}x{{/each}}', { a: {} })).toThrow(/elenco/);
    expect(() => compose('{{#if (data a)}}x{{/if}}', { a: 'ieri' })).toThrow(/«data».*ieri/);
  });
});

/** A template, and the line on which it goes wrong. */
const misplaced: [template: string, line: number][] = [
  ['a\n{{#if x}}\nb\n', 4],
  ['a\n{{#if x}}\nb\n{{/each}}', 2],
  ['a\nb {{c', 2],
  ['a\n\n{{altro x}}', 3],
  ['a\n#read("/etc/passwd")', 2],
  ['a\n{{#if x}}\nb\n{{/if}}\nc\n#include "x.typ"', 6],
  ['{{#if x}}\n{{#each y}}\nb\n$c$\n{{/each}}\n{{/if}}', 4],
  ['a\n{{#each zeta}}x{{/each}}', 2],
  ['a\n*b _c* d_\n', 2],
  ['a\ncosta 5 * 3\n\nb', 2],
  ['a\n- b *c\n- d* e', 2],
  ['a\n#emph[b *c]', 2],
  [`a\n{{${'('.repeat(9)}`, 2],
];

describe('where a template goes wrong', () => {
  it.each(misplaced)('%j on line %i', (template, line) => {
    let place: unknown;
    try {
      compose(template, { x: true, y: ['z'] });
    } catch (error) {
      place = (error as TemplateError).place;
    }
    expect(place).toMatchObject({ source: 'parte propria', line });
  });
});

describe('what a template may cost', () => {
  it('refuses nested parentheses before the parser sees them', () => {
    const started = performance.now();
    expect(() => compose(`{{if ${'('.repeat(9_000)}`)).toThrow(/parentesi/);
    expect(performance.now() - started).toBeLessThan(200);
  });

  it('stops loops that turn or write too much', () => {
    const list = Array.from({ length: 60 }, () => 'x');
    expect(() =>
      compose('{{#each l}}{{#each @root.l}}{{#each @root.l}}x{{/each}}{{/each}}{{/each}}', { l: list }),
    ).toThrow(/troppe volte/);
    const long = Array.from({ length: 600 }, () => 'x');
    expect(() => compose(`{{#each l}}${'parole '.repeat(2_000)}{{/each}}`, { l: long })).toThrow(/troppo/);
    expect(() => compose('x'.repeat(70_000))).toThrow(/troppo lungo/);
  });
});
