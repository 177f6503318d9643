import { z } from 'zod';
import type { JsonObject } from '../../core/json.js';
import { optionalDays, optionalText, text } from '../fields.js';
import { asDays, asText } from './read.js';

/** L12: what somebody asks that touches the addressee, with its copy, and how to oppose it (DPR 184/2006 art. 3). */
export const oppositionSchema = z.object({
  /** What is asked, in words that say no more than needed. */
  asked: optionalText,
  /** The copy that goes with the letter. */
  copy: z
    .object({ title: text, filename: text, sha256: text })
    .nullish()
    .transform((value) => value ?? null),
  /** Days to oppose, from receipt. */
  days: optionalDays,
});

/**
 * Fields: `oggettoRichiesta`, `giorniOpposizione` (else the law's).
 * @param law the days that the law gives
 * @param copy the application's document
 */
export const oppositionFromForm = (
  form: JsonObject,
  law: { capDays: number | null },
  copy: { title: string; filename: string; sha256: string } | null,
): z.input<typeof oppositionSchema> => ({
  asked: asText(form['oggettoRichiesta']),
  copy,
  days: asDays(form['giorniOpposizione']) ?? law.capDays,
});
