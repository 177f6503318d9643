import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publicUrl, readConfig } from '../../../core/config.js';
import { newTrackingCode, readTrackingCode, showTrackingCode } from '../../../core/tracking-code.js';
import type { ProcedureBundle } from '../../../processes/catalogue/bundle.js';
import { loadFolder } from '../../../processes/catalogue/folder.js';
import { readDiagram } from '../../../processes/catalogue/diagram-model.js';
import { bindShared } from '../../../processes/catalogue/shared/bind.js';
import { loadMunicipality } from '../../../processes/catalogue/municipality.js';
import { outcomesOf } from '../../../processes/catalogue/outcomes.js';
import { procedureFolders } from '../../../processes/catalogue/publish.js';
import { createTranslators, locales } from '../../../web/i18n.js';
import { article35, letters35 } from '../../../web/published/article-35.js';
import { formsInWords } from '../../../web/published/form-in-words.js';
import { topicsOf } from '../../../web/published/topics.js';
import { durationLines } from '../../../web/published/usual-durations.js';

const translators = createTranslators();
const municipality = await loadMunicipality();
const bundles: [string, ProcedureBundle][] = await Promise.all(
  (await procedureFolders()).map(async (folder): Promise<[string, ProcedureBundle]> => {
    const bundle = await bindShared(await loadFolder(folder));
    return [bundle.sheet.id, bundle];
  }),
);
const statusAddress = 'https://sportello.comune.example/stato';

describe.each(bundles)('the sheet of %s', (_, bundle) => {
  it.each(locales)('has every letter of D.Lgs. 33/2013 art. 35 c. 1, none empty (%s)', (locale) => {
    const t = translators[locale];
    const forms = formsInWords(bundle, t);
    const published = article35(topicsOf({ sheet: bundle.sheet, municipality, forms, statusAddress, t }), t);
    expect(published.map(({ letter }) => letter)).toEqual([...'abcdefghilm']);
    for (const { letter, title, text } of published) {
      expect(title, letter).not.toMatch(/published|^$/);
      expect(text.length, letter).toBeGreaterThan(0);
      for (const sentence of text) expect(sentence, letter).toMatch(/^\P{Ll}.*[.?!]$/su);
      expect(text.join(' '), letter).not.toMatch(/published\.|\{|undefined/);
    }
  });

  it('shows the forms that the public fills in, every question in words', () => {
    const forms = formsInWords(bundle, translators.it);
    expect(forms.length).toBeGreaterThan(0);
    for (const { fields } of forms) {
      expect(fields.length).toBeGreaterThan(0);
      for (const { label } of fields) expect(label).not.toMatch(/^$|_|^[a-z]+[A-Z]/);
    }
  });

  it('knows the ends that close a case', async () => {
    const ends = outcomesOf(await readDiagram(bundle.bpmn));
    expect(ends.length).toBeGreaterThan(1);
    expect(ends.map(({ name }) => name)).not.toContain('Sollecitato');
    expect(ends.map(({ name }) => name)).not.toContain('Ritardo segnalato');
  });
});

it('has the letters of the Italian alphabet only', () => expect(letters35.join('')).toBe('abcdefghilm'));

it('tells durations only from enough cases', () => {
  const row = {
    procedureId: 'x',
    office: 'Servizio ambiente',
    cases: 9,
    median: 10.2,
    ninetieth: 20,
    waitingMedian: 0,
    waitingNinetieth: 0,
    ownMedian: 10.2,
    ownNinetieth: 20,
  };
  expect(durationLines([row], 10, translators.it)).toEqual([
    'Non ci sono ancora abbastanza pratiche chiuse per dirlo: ne servono almeno 10.',
  ]);
  expect(durationLines([{ ...row, cases: 10 }], 10, translators.it)).toEqual([
    'Servizio ambiente, 10 pratiche chiuse: metà è finita entro 11 giorni, nove su dieci entro 20 giorni.',
    'Quasi mai si è dovuto aspettare il cittadino.',
  ]);
});

it('prints the public address that is set, else the pages’ own', () => {
  expect(publicUrl(readConfig({ SPORTELLO_PORT: '3100' }))).toBe('http://127.0.0.1:3100');
  expect(publicUrl(readConfig({ SPORTELLO_PUBLIC_URL: 'https://sportello.comune.example/' }))).toBe(
    'https://sportello.comune.example',
  );
  expect(() => readConfig({ SPORTELLO_PUBLIC_URL: 'sportello' })).toThrow('SPORTELLO_PUBLIC_URL');
});

describe('a tracking code', () => {
  /** How people hand a code on: in small letters, with spaces or hyphens, O for zero, l and I for one. */
  const retyped = (code: string, flips: boolean[]): string =>
    [...showTrackingCode(code)]
      .map((char, index) => {
        if (!flips[index % flips.length]) return char;
        return { '0': 'o', '1': 'l', '-': ' ' }[char] ?? char.toLowerCase();
      })
      .join('');

  it('is read however it was typed', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 14 }), (flips) => {
        const code = newTrackingCode();
        expect(readTrackingCode(`  ${retyped(code, flips)} `)).toContain(code);
      }),
    );
  });
  it('is printed in fours, and never twice the same', () => {
    expect(showTrackingCode('K7QF9ZTVMA2X')).toBe('K7QF-9ZTV-MA2X');
    expect(showTrackingCode('k3Vq9ZtLmA2x')).toBe('k3Vq9ZtLmA2x');
    expect(new Set(Array.from({ length: 1000 }, newTrackingCode)).size).toBe(1000);
  });
  it('leaves what can’t be one as it is', () => {
    expect(readTrackingCode(' k3Vq9-tLmA2x ')).toEqual(['k3Vq9-tLmA2x']);
    expect(readTrackingCode('x'.repeat(500))[0]).toHaveLength(100);
  });
});
