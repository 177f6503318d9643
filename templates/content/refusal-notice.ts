import { z } from 'zod';
import type { JsonObject } from '../../core/json.js';
import { list, optionalDays, optionalText, text } from '../fields.js';
import { asItems, asText, rows } from './read.js';

/** L5: why the Comune means to say no, ground by ground, each with its fact and its law (L. 241/1990 art. 10-bis). */
export const refusalNoticeSchema = z.object({
  grounds: list(z.object({ fact: text, law: optionalText })),
  /** Days for observations, from receipt. */
  answerDays: optionalDays,
});

/** «Il cedro è sano (art. 14 del regolamento del verde)»: the fact, and the law in the brackets that end the line. */
const groundOf = (line: string): { fact: string; law: string | null } => {
  const found = /^(.+?)\s*\(([^()]+)\)\.?$/su.exec(line);
  return found ? { fact: found[1] ?? line, law: asText(found[2]) } : { fact: line, law: null };
};

/**
 * Field: `motiviOstativi`, [{fatto, norma}], or one ground a line with its law in brackets at the end.
 * @param answerDays of the law
 */
export const refusalNoticeFromForm = (
  form: JsonObject,
  answerDays: number | null,
): z.input<typeof refusalNoticeSchema> => {
  const written = form['motiviOstativi'];
  const listed = rows(written).flatMap((row) => {
    const fact = asText(row['fatto']);
    return fact ? [{ fact, law: asText(row['norma']) }] : [];
  });
  return { grounds: listed.length > 0 ? listed : asItems(written).map(groundOf), answerDays };
};
