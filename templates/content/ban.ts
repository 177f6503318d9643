import { z } from 'zod';
import type { JsonObject } from '../../core/json.js';
import { monthsLater, powerNames, powerRule, type PowerName } from '../../law/own-powers.js';
import { list, optionalMoment, optionalText, text } from '../fields.js';
import { asDate, asItems, asText, asYes } from './read.js';

/** L10: what is wrong, with which power the Comune acts, and whether it still may. */
export const banSchema = z.object({
  power: z
    .enum(powerNames)
    .nullish()
    .transform((value) => value ?? null),
  /** The article of the power. */
  source: optionalText,
  faults: list(text),
  /** Why the public interest prevails over who relied on the act (art. 21-nonies). */
  publicInterest: optionalText,
  /** The day from which the months of art. 21-nonies run. */
  countedFrom: optionalMoment,
  /** The last day on which the power may be used; null where nobody can say. */
  lastDay: optionalMoment,
  /** A final judgment says that the declarations were false: then no time limit (art. 21-nonies c. 2-bis). */
  finalJudgment: z.boolean().default(false),
});

const powerOf = (form: JsonObject): PowerName | null =>
  powerNames.find((name) => name === asText(form['potere'])) ?? null;

/**
 * Fields: `potere` (divieto, annullamento or ripristino), `difformita` (one a line; else `motivazione`),
 * `interessePubblico`, `attoData` (of the act; else the end of the control), `sentenzaPassata`.
 * @param facts the power when the form names none, the term's end, and today, `yyyy-mm-dd`
 */
export const banFromForm = (
  form: JsonObject,
  facts: { power: PowerName | null; controlEnd: string | null; today: string },
): z.input<typeof banSchema> => {
  const power = powerOf(form) ?? facts.power;
  const rule = power && powerRule(power, facts.today);
  const faults = asItems(form['difformita']);
  const countedFrom = asDate(form['attoData']) ?? facts.controlEnd;
  const byMonths = rule?.limit.within === 'months' ? rule.limit.months : null;
  return {
    power,
    source: rule?.source ?? null,
    faults: faults.length > 0 ? faults : asItems(form['motivazione']),
    publicInterest: asText(form['interessePubblico']),
    countedFrom: byMonths === null ? null : countedFrom,
    lastDay: byMonths === null ? facts.controlEnd : countedFrom && monthsLater(countedFrom, byMonths),
    finalJudgment: asYes(form['sentenzaPassata']),
  };
};
