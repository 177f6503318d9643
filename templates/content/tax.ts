import { z } from 'zod';
import type { JsonObject } from '../../core/json.js';
import { list, optionalNumber, optionalText, text } from '../fields.js';
import { asNumber, asText, rows } from './read.js';

/** L15: what the tax office found, how the sum comes about and who may review it (L. 212/2000 art. 7). */
export const taxSchema = z.object({
  computation: list(z.object({ item: text, base: optionalText, rate: optionalText, amount: z.number() })),
  /** Euro; negative: to be given back. */
  total: optionalNumber,
  /** The office that may review the act by itself, also on its merits. */
  reviewOffice: optionalText,
});

/**
 * Fields: `calcolo` [{voce, base, aliquota, importo}], `totale` (else the sum of the rows), `ufficioAutotutela`
 * (else the office of the case). What is disposed and its grounds are the decision's `esitoTesto` and `motivazione`.
 */
export const taxFromForm = (form: JsonObject, office: string): z.input<typeof taxSchema> => {
  const computation = rows(form['calcolo']).flatMap((row) => {
    const item = asText(row['voce']);
    const amount = asNumber(row['importo']);
    if (item === null || amount === null) return [];
    return [{ item, base: asText(row['base']), rate: asText(row['aliquota']), amount }];
  });
  const cents = computation.reduce((sum, { amount }) => sum + Math.round(amount * 100), 0);
  return {
    computation,
    total: asNumber(form['totale']) ?? (computation.length > 0 ? cents / 100 : null),
    reviewOffice: asText(form['ufficioAutotutela']) ?? office,
  };
};
