import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inRepo } from '../../../core/paths.js';
import { readMessages, translator } from '../../../web/i18n.js';

const it = readMessages('it');
const en = readMessages('en');

const sources = readdirSync(inRepo('web'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(ts|hbs)$/.test(path) && !path.startsWith('assets'))
  .map((path) => ({ path, text: readFileSync(inRepo(`web/${path}`), 'utf8') }));

/** Every key written out in a view or in code: `{{t "a.b"}}`, `t('a.b')`, and keys passed to partials or `redirectWith`. */
const used = sources.flatMap(({ path, text }) =>
  [
    ...text.matchAll(/(?:\{\{|\()t "([\w.-]+)"/g),
    ...text.matchAll(/\bt\('([\w.-]+)'/g),
    ...[...text.matchAll(/\{\{> [^}]*\}\}/g)].flatMap(([call]) => [
      ...call.matchAll(/="([a-z]+\.[\w.-]*\w)"/g),
    ]),
    ...text.matchAll(/\bredirectWith\([^;]*?, '([a-z]+\.[\w.-]+)'/g),
  ].map((match) => ({ path, key: match[1] ?? '' })),
);

/** Beginnings of keys put together at run time: at least one key must begin so. */
const beginnings = sources.flatMap(({ path, text }) =>
  [...text.matchAll(/t \(concat "([\w.-]+\.)"/g), ...text.matchAll(/\bt\(`([\w.-]+\.)\$\{/g)].map(
    (match) => ({
      path,
      beginning: match[1] ?? '',
    }),
  ),
);

test('the search for keys finds many', () => {
  expect(used.length).toBeGreaterThan(100);
});

test.each([
  ['Italian', it],
  ['English', en],
])('every key that is used exists in %s', (_language, messages) => {
  expect(used.filter(({ key }) => !(key in messages))).toEqual([]);
});

test('every beginning of a key leads to a key', () => {
  const keys = Object.keys({ ...it, ...en });
  expect(beginnings.filter(({ beginning }) => !keys.some((key) => key.startsWith(beginning)))).toEqual([]);
});

test('both languages have the same keys; business errors carry their Italian themselves', () => {
  const missing = Object.keys(it).filter((key) => !(key in en));
  const extra = Object.keys(en).filter((key) => !(key in it) && !key.startsWith('error.'));
  expect({ missing, extra }).toEqual({ missing: [], extra: [] });
});

test('both languages ask for the same parameters', () => {
  const parameters = (messages: typeof it, key: string): string[] =>
    [...new Set(JSON.stringify(messages[key]).match(/\{\w+\}/g) ?? [])]
      .filter((name) => name !== '{count}')
      .sort();
  const different = Object.keys(it).filter(
    (key) => String(parameters(it, key)) !== String(parameters(en, key)),
  );
  expect(different).toEqual([]);
});

test('the number chooses singular or plural, and is written as people in Italy write it', () => {
  const t = translator('it', { days: { one: 'un giorno', other: '{count} giorni' }, plain: 'Ciao {name}' });
  expect(t('days', { count: 1 })).toBe('un giorno');
  expect(t('days', { count: 12345 })).toBe('12.345 giorni');
  expect(t('plain', { name: 'Anna' })).toBe('Ciao Anna');
  expect(t('plain')).toBe('Ciao {name}');
  expect(t('unknown.key')).toBe('unknown.key');
});
