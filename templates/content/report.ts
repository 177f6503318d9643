import { z } from 'zod';
import type { JsonObject } from '../../core/json.js';
import { list, optionalText, text } from '../fields.js';
import { asItems, asText } from './read.js';

/** L11: what another authority has to know, no more than that (Reg. UE 2016/679 art. 5; D.Lgs. 196/2003 art. 2-ter). */
export const reportSchema = z.object({
  facts: list(text),
  /** Where the Comune knows it from. */
  source: optionalText,
  /** The article that lets the Comune tell. */
  basis: optionalText,
  /** `[]` is printed as "none"; null means that nobody has said. */
  annexes: z
    .array(text)
    .nullish()
    .transform((value) => value ?? null),
});

/** Fields: `fattiComunicati` (one a line), `fonteFatti`, `normaComunicazione`, `allegatiComunicati` (one a line; empty: none). */
export const reportFromForm = (form: JsonObject): z.input<typeof reportSchema> => ({
  facts: asItems(form['fattiComunicati']),
  source: asText(form['fonteFatti']),
  basis: asText(form['normaComunicazione']),
  annexes: 'allegatiComunicati' in form ? asItems(form['allegatiComunicati']) : null,
});
