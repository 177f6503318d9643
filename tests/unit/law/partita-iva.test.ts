import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkVatNumber } from '../../../law/partita-iva.js';

const digits = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`));

/** The check digit by the other reading of the rule: the whole sum, doubled digits with their figures added up. */
const withCheck = (ten: string): string => {
  const sum = [...ten].reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + [...String(value)].reduce((figures, figure) => figures + Number(figure), 0);
  }, 0);
  return ten + String((1000 - sum) % 10);
};
const valid = digits(10)
  .filter((ten) => !/^0+$/.test(ten))
  .map(withCheck);

test.each(['86334519757', '02342520158', 'IT 02342520158', '0234.2520158'])('%s holds', (text) => {
  expect(checkVatNumber(text)).toMatchObject({ ok: true });
});

test.each([
  ['00000000000', 'sbagliata'],
  ['02342520159', 'l’ultima non torna'],
  ['0234252015', 'qui sono 10'],
  ['0234252015O', 'solo cifre'],
  ['', 'qui sono 0'],
])('%s does not, and the sentence says why', (text, sentence) => {
  const judged = checkVatNumber(text);
  expect(judged.ok ? '' : judged.reason).toContain(sentence);
});

test('every number made by the rule is accepted, and each of the 99 changes of one digit refused', () => {
  fc.assert(
    fc.property(valid, (number) => {
      expect(checkVatNumber(number)).toEqual({ ok: true, digits: number });
      for (let place = 0; place < 11; place += 1) {
        for (const other of '0123456789') {
          if (other === number[place]) continue;
          const changed = number.slice(0, place) + other + number.slice(place + 1);
          expect(checkVatNumber(changed).ok, changed).toBe(false);
        }
      }
    }),
  );
});
