import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { readMessages, translator } from '../../../web/i18n.js';
import { italian, lookUpIn } from '../../../web/workshop/italian/italian.js';
import { draftFileTexts } from '../../../web/workshop/draft-file/texts.js';
import { simulationSaid } from '../../../web/workshop/italian/simulation.js';
import { modelerTexts } from '../../../web/workshop/modeler/texts.js';

const lookUp = lookUpIn(italian);
const parameters = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

test('no sentence of the modeler is empty in Italian, and none loses what is filled in', () => {
  for (const [english, text] of Object.entries(italian)) {
    expect(text.trim(), english).not.toBe('');
    expect(parameters(text), english).toEqual(parameters(english));
  }
});

test('names are found however the modeler writes them', () => {
  expect(lookUp('User Task')).toBe('Compito di una persona');
  expect(lookUp('Timer Boundary Event (Non Interrupting)')).toBe('Sul bordo senza interrompere: scadenza');
  expect(lookUp('Something new')).toBeUndefined();
});

/** What the packages of the page say by `translate('…')`; the properties panel's for the other engine is not shown. */
const packages = [
  'bpmn-js-element-templates/dist/index.esm.js',
  'bpmn-js-create-append-anything/dist/index.es.js',
  'diagram-js-minimap/dist/index.esm.js',
  '@bpmn-io/element-template-chooser/dist/index.es.js',
  '@bpmn-io/properties-panel/dist/index.esm.js',
];
const modules = createRequire(import.meta.url)
  .resolve('bpmn-js')
  .replace(/bpmn-js.lib.*$/, '');

test.each(packages)('%s says nothing that is not in Italian', (path) => {
  const source = readFileSync(`${modules}${path}`, 'utf8');
  const said = [...source.matchAll(/\btranslate\(\s*(?:'(\w[^'\\]*)'|"(\w[^"\\]*)")/g)].map(
    ([, single, double]) => single ?? double ?? '',
  );
  expect(said.filter((english) => !lookUp(english))).toEqual([]);
});

test.each(['it', 'en'] as const)('the page’s own sentences are all there in %s', (locale) => {
  const messages = readMessages(locale);
  const t = translator(locale, messages);
  const texts = { ...modelerTexts(t), ...draftFileTexts(t) };
  for (const [key, text] of Object.entries(texts)) expect(text, key).not.toMatch(/^workshop\./);
  const views = ['modeler/view', 'home/view', 'live/view', 'draft-file/conflict'].map((view) =>
    readFileSync(new URL(`../../../web/workshop/${view}.hbs`, import.meta.url), 'utf8'),
  );
  const keys = [...views.join('').matchAll(/\{\{t "([\w.]+)"/g)].map(([, key]) => key ?? '');
  expect(keys.length).toBeGreaterThan(20);
  expect(keys.filter((key) => !(key in messages))).toEqual([]);
});

test('both languages have the same sentences, with the same things filled in', () => {
  const [it, en] = (['it', 'en'] as const).map((locale) =>
    Object.entries(readMessages(locale)).filter(([key]) => key.startsWith('workshop.')),
  );
  const shape = (entries: [string, unknown][] = []) =>
    Object.fromEntries(entries.map(([key, text]) => [key, [...new Set(parameters(JSON.stringify(text)))]]));
  expect(shape(en)).toEqual(shape(it));
});

test('the token simulation, which has no translator of its own, says nothing that is not in Italian', () => {
  const root = `${modules}bpmn-js-token-simulation/lib/features/`;
  const source = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(`${root}${file}`, 'utf8'))
    .join('\n');
  const said = [
    ...source.matchAll(/\btext: (?:\w+ \|\| )?'([^']+)'/g),
    ...source.matchAll(/\b(?:title|aria-label)="([\w/ ]+)"/g),
    ...source.matchAll(/`(Token Simulation|Simulation Log)/g),
  ].map(([, english = '']) => english.trim());
  expect(said.length).toBeGreaterThan(25);
  expect(said.filter((english) => simulationSaid(english) === english)).toEqual([]);
  expect(simulationSaid('Controlla la domanda')).toBe('Controlla la domanda');
  expect(simulationSaid('Rinuncia started')).toBe('Rinuncia: iniziato');
});
