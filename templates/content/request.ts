import { z } from 'zod';
import type { JsonObject } from '../../core/json.js';
import { list, optionalDays, optionalText, text } from '../fields.js';
import { asDays, asItems, asText, rows } from './read.js';

/** L4: what the party has to bring, and why the Comune can't get it by itself (L. 241/1990 artt. 2 c. 7, 6, 18). */
export const requestSchema = z.object({
  items: list(z.object({ title: text, why: optionalText })),
  /** Why, when it is the same for every item. */
  why: optionalText,
  /** Days to answer, from the day of the letter. */
  answerDays: optionalDays,
  /** What happens without an answer, where the procedure has a rule of its own. */
  noReply: optionalText,
  /** What the sheet says that the Comune gets by itself: it must not be asked for (art. 18 c. 2). */
  held: list(text),
});

const itemsOf = (form: JsonObject): z.input<typeof requestSchema>['items'] => {
  const written = form['documentiRichiesti'];
  const listed = rows(written).flatMap((row) => {
    const title = asText(row['documento']);
    return title ? [{ title, why: asText(row['perche']) }] : [];
  });
  return listed.length > 0 ? listed : asItems(written).map((title) => ({ title, why: null }));
};

/**
 * Fields: `documentiRichiesti` (one a line, or [{documento, perche}]), `perche` (for all), `giorniRisposta`
 * (else the law's), `senzaRisposta`.
 * @param law the days that the law gives, and the titles of what is acquired ex officio
 */
export const requestFromForm = (
  form: JsonObject,
  law: { capDays: number | null; held: string[] },
): z.input<typeof requestSchema> => ({
  items: itemsOf(form),
  why: asText(form['perche']),
  answerDays: asDays(form['giorniRisposta']) ?? law.capDays,
  noReply: asText(form['senzaRisposta']),
  held: law.held,
});
