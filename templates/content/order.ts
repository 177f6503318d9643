import { z } from 'zod';
import type { JsonObject } from '../../core/json.js';
import { list, optionalDays, optionalText, text } from '../fields.js';
import { asDays, asItems, asText } from './read.js';

/** L9: what in a SCIA doesn't conform, what to do about it and in how many days (L. 241/1990 art. 19 c. 3). */
export const orderSchema = z.object({
  faults: list(text),
  measures: list(text),
  /** From receipt. */
  days: optionalDays,
  /** Why the activity is suspended meanwhile; null where it isn't. */
  suspension: optionalText,
});

/** Fields: `difformita` and `misure` (one a line), `giorniConformazione`, `sospensioneAttivita` (why; empty: none). */
export const orderFromForm = (form: JsonObject): z.input<typeof orderSchema> => ({
  faults: asItems(form['difformita']),
  measures: asItems(form['misure']),
  days: asDays(form['giorniConformazione']),
  suspension: asText(form['sospensioneAttivita']),
});
