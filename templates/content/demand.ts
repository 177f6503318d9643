import { z } from 'zod';
import type { JsonObject } from '../../core/json.js';
import { optionalMoment, optionalNumber, optionalText } from '../fields.js';
import { asDate, asNumber, asText } from './read.js';

/** L13: what should have been paid or done, until when it still may be, and what follows otherwise. */
export const demandSchema = z.object({
  /** Euro; null where a duty is asked for, not money. */
  amount: optionalNumber,
  /** The payment's own code (identificativo univoco di versamento). */
  iuv: optionalText,
  noticeNumber: optionalText,
  duty: optionalText,
  originalDue: optionalMoment,
  newDue: optionalMoment,
  consequence: optionalText,
});

/**
 * Fields: `importoDovuto`, `iuv`, `numeroAvviso`, or `obbligo`; `scadenzaOriginaria`, `nuovaScadenza`, `conseguenza`.
 */
export const demandFromForm = (form: JsonObject): z.input<typeof demandSchema> => ({
  amount: asNumber(form['importoDovuto']),
  iuv: asText(form['iuv']),
  noticeNumber: asText(form['numeroAvviso']),
  duty: asText(form['obbligo']),
  originalDue: asDate(form['scadenzaOriginaria']),
  newDue: asDate(form['nuovaScadenza']),
  consequence: asText(form['conseguenza']),
});
