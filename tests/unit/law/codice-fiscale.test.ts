import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkCharacter, checkTaxCode } from '../../../law/codice-fiscale.js';
import { elevenDigitsHold } from '../../../law/partita-iva.js';
import { isPossible } from './tax-code-oracle.js';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const letter = fc.constantFrom(...alphabet.slice(0, 26));
const digits = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`));
const fifteen = fc
  .tuple(
    fc.array(letter, { minLength: 6, maxLength: 6 }).map((letters) => letters.join('')),
    digits(2),
    fc.constantFrom(...'ABCDEHLMPRST'),
    fc
      .oneof(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 41, max: 71 }))
      .map((day) => String(day).padStart(2, '0')),
    letter,
    digits(3),
  )
  .map((parts) => parts.join(''));
const valid = fifteen.map((text) => text + checkCharacter(text));

/** Some digits become letters from the right, as the Agenzia does it, and the check character follows. */
const omocode = fc.tuple(fifteen, fc.integer({ min: 1, max: 7 })).map(([text, count]) => {
  const characters = [...text];
  for (const place of [14, 13, 12, 10, 9, 7, 6].slice(0, count)) {
    characters[place] = 'LMNPQRSTUV'.charAt(Number(characters[place]));
  }
  return characters.join('') + checkCharacter(characters.join(''));
});

const reasonOf = (code: string): string => {
  const judged = checkTaxCode(code);
  return judged.ok ? '' : judged.reason;
};

test('the published example and its omocodes are valid', () => {
  expect(checkTaxCode('RSSMRA79B11C566R')).toEqual({ ok: true, kind: 'person' });
  expect(checkTaxCode('RSSMRA79B11C56SO')).toEqual({ ok: true, kind: 'omocodia' });
  expect(checkTaxCode('RSSMRA79B11C5SSA')).toEqual({ ok: true, kind: 'omocodia' });
});

test('every code made by the rules is accepted, in any case and with blanks', () => {
  fc.assert(fc.property(valid, (code) => checkTaxCode(` ${code.toLowerCase()} `).ok));
});

test('every omocode of every code is accepted as what it is', () => {
  fc.assert(
    fc.property(omocode, (code) => {
      expect(checkTaxCode(code)).toEqual({ ok: true, kind: 'omocodia' });
    }),
  );
});

test('each of the 560 changes of one character is judged as another reading of the law judges it', () => {
  fc.assert(
    fc.property(fc.oneof(valid, omocode), (code) => {
      for (let place = 0; place < 16; place += 1) {
        for (const other of alphabet) {
          const changed = code.slice(0, place) + other + code.slice(place + 1);
          expect(checkTaxCode(changed).ok, changed).toBe(isPossible(changed));
        }
      }
    }),
    { numRuns: 30 },
  );
});

test('whatever is typed gets a judgement, and a refusal says why', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' })), (text) => {
      const judged = checkTaxCode(text);
      return judged.ok || judged.reason.endsWith('.');
    }),
  );
});

test.each([
  ['RSSMRA79B11C566', 'ha 16 caratteri, qui sono 15'],
  ['RSSMRA79B11C5O6R', 'Al posto 14 c’è «O», dove va una cifra: forse è lo zero'],
  ['R0SMRA79B11C566R', 'Al posto 2 c’è «0», dove va una lettera: forse è la lettera O'],
  ['RSSMRA79F11C566R', 'Al posto 9 c’è «F», che non indica nessun mese'],
  ['RSSMRA79B35C566R', 'Il giorno di nascita'],
  ['RSSMRA79B11C566S', 'l’ultima lettera non torna'],
  ['0234252015', 'ha 11 cifre, qui sono 10'],
  ['02342520159', 'l’ultima non torna'],
  ['', 'qui sono 0'],
])('%s: the sentence says what to look at', (code, sentence) => {
  expect(reasonOf(code)).toContain(sentence);
});

test('numbers of eleven digits: published examples hold, zeros do not, and no single slip passes', () => {
  expect(elevenDigitsHold('86334519757')).toBe(true);
  expect(checkTaxCode('02342520158')).toEqual({ ok: true, kind: 'number' });
  expect(elevenDigitsHold('00000000000')).toBe(false);
  fc.assert(
    fc.property(digits(10), fc.nat(10), fc.integer({ min: 1, max: 9 }), (ten, place, add) => {
      const code = [...'0123456789'].map((digit) => ten + digit).find(elevenDigitsHold);
      fc.pre(code !== undefined && !/^0*$/.test(ten));
      const changed = `${code?.slice(0, place)}${(Number(code?.[place]) + add) % 10}${code?.slice(place + 1)}`;
      return !elevenDigitsHold(changed);
    }),
  );
});
