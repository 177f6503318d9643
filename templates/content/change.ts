import { z } from 'zod';
import type { JsonObject } from '../../core/json.js';
import { optionalMoment, optionalText } from '../fields.js';
import { asDate, asText } from './read.js';

/** L3: who answered for the procedure until now, who does from now on, and why. */
export const changeSchema = z.object({
  previous: optionalText,
  current: optionalText,
  since: optionalMoment,
  reason: optionalText,
});

/**
 * Fields: `responsabilePrecedente`, `responsabileNuovo` (else the one of the case), `responsabileDal`, `responsabileMotivo`.
 * @param responsible who answers for the case at this moment
 */
export const changeFromForm = (
  form: JsonObject,
  responsible: string | null,
): z.input<typeof changeSchema> => ({
  previous: asText(form['responsabilePrecedente']),
  current: asText(form['responsabileNuovo']) ?? responsible,
  since: asDate(form['responsabileDal']),
  reason: asText(form['responsabileMotivo']),
});
