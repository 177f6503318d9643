import { z } from 'zod';
import type { JsonObject } from '../../core/json.js';
import { conferenceRule } from '../../law/conference.js';
import { list, optionalDays, optionalMoment, optionalText, text } from '../fields.js';
import { asDate, asDays, asItems, asText, asYes } from './read.js';

/** L16: what other bodies have to say and by when (L. 241/1990 art. 14-bis c. 2). */
export const conferenceSchema = z.object({
  object: optionalText,
  /** Where the documents are, or the credentials to see them. */
  access: optionalText,
  bodies: list(text),
  /** A body guards environment, landscape, heritage, health or safety. */
  isProtected: z.boolean().default(false),
  /** Days to ask for what is missing, and to answer; both from the day of the letter. */
  askDays: optionalDays,
  answerDays: optionalDays,
  /** What the law allows at most. */
  most: z
    .object({ askDays: z.number().int(), answerDays: z.number().int(), meetingDays: z.number().int() })
    .nullish()
    .transform((value) => value ?? null),
  /** When bodies would meet, if they have to. */
  meetingOn: optionalMoment,
});

/**
 * Fields: `oggettoConferenza`, `accessoDocumenti`, `enti` (one a line), `interessiSensibili`, `giorniRichieste` and
 * `giorniDeterminazioni` (else the law's), `riunioneData`.
 * @param today `yyyy-mm-dd`
 */
export const conferenceFromForm = (form: JsonObject, today: string): z.input<typeof conferenceSchema> => {
  const rule = conferenceRule(today);
  const isProtected = asYes(form['interessiSensibili']);
  const most = rule && {
    askDays: rule.askDays,
    answerDays: isProtected ? rule.protectedAnswerDays : rule.answerDays,
    meetingDays: rule.meetingDays,
  };
  return {
    object: asText(form['oggettoConferenza']),
    access: asText(form['accessoDocumenti']),
    bodies: asItems(form['enti']),
    isProtected,
    askDays: asDays(form['giorniRichieste']) ?? most?.askDays ?? null,
    answerDays: asDays(form['giorniDeterminazioni']) ?? most?.answerDays ?? null,
    most,
    meetingOn: asDate(form['riunioneData']),
  };
};
