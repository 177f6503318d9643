import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkCharacter, checkTaxCode, elevenDigitsHold } from '../../../law/codice-fiscale.js';

const letter = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const digits = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`));
const fifteen = fc
  .tuple(
    fc.array(letter, { minLength: 6, maxLength: 6 }).map((letters) => letters.join('')),
    digits(2),
    fc.constantFrom(...'ABCDEHLMPRST'),
    fc.oneof(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 41, max: 71 })).map((day) => String(day).padStart(2, '0')),
    letter,
    digits(3),
  )
  .map((parts) => parts.join(''));
const valid = fifteen.map((text) => text + checkCharacter(text));

test('the published example and its omocodes are valid', () => {
  expect(checkTaxCode('RSSMRA79B11C566R')).toEqual({ ok: true, kind: 'person' });
  expect(checkTaxCode('RSSMRA79B11C56SO')).toEqual({ ok: true, kind: 'omocodia' });
  expect(checkTaxCode('RSSMRA79B11C5SSA')).toEqual({ ok: true, kind: 'omocodia' });
});

test('every code made by the rules is accepted, in any case and with blanks', () => {
  fc.assert(fc.property(valid, (code) => checkTaxCode(` ${code.toLowerCase()} `).ok));
});

test('a changed last letter is always refused, with a sentence', () => {
  fc.assert(
    fc.property(valid, letter, (code, other) => {
      fc.pre(other !== code[15]);
      const judged = checkTaxCode(code.slice(0, 15) + other);
      return !judged.ok && judged.reason.includes('ultima lettera');
    }),
  );
});

test('a changed letter of the name is noticed unless both have the same value', () => {
  fc.assert(
    fc.property(valid, fc.integer({ min: 0, max: 5 }), letter, (code, place, other) => {
      const changed = code.slice(0, place) + other + code.slice(place + 1);
      return checkTaxCode(changed).ok === (checkCharacter(changed.slice(0, 15)) === code[15]);
    }),
  );
});

test('days that no month has are refused', () => {
  const impossible = 'RSSMRA79B35C566';
  expect(checkTaxCode(impossible + checkCharacter(impossible))).toMatchObject({ ok: false });
});

test('numbers of eleven digits: published examples hold, zeros and changed digits do not', () => {
  expect(elevenDigitsHold('86334519757')).toBe(true);
  expect(checkTaxCode('02342520158')).toEqual({ ok: true, kind: 'number' });
  expect(elevenDigitsHold('00000000000')).toBe(false);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 9 }), (place, add) => {
      const code = '02342520158';
      const changed = code.slice(0, place) + String((Number(code[place]) + add) % 10) + code.slice(place + 1);
      return !elevenDigitsHold(changed);
    }),
  );
});
