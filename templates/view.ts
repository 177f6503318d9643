import type { JsonObject } from '../core/json.js';
import { dayOf, dueDates } from './due-dates.js';
import type { CompleteLetterData } from './letter-data.js';
import { qrDrawing } from './qr-drawing.js';

const day = 86_400_000;
const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / day);

/** An act that comes after its term must print both: the one it had and the one it took (L. 241/1990 art. 2, c. 9-quinquies). */
const lateness = ({ term, letter, case: file }: CompleteLetterData): JsonObject | null => {
  if (!term || dayOf(letter.date) <= dayOf(term.dueDate)) return null;
  return { dueDate: term.dueDate, usedDays: term.usedDays ?? daysBetween(file.presentedAt, letter.date) };
};

/**
 * Where the case can be followed: for phones the page itself, for people the short address at which to type the code.
 * The drawing is for the receipt; later letters have the address alone.
 */
const statusPage = ({ letter, case: file }: CompleteLetterData): JsonObject | null =>
  file.statusUrl
    ? {
        address: file.statusUrl.replace(/^https?:\/\/|\/[^/]*$/g, ''),
        qr: letter.code === 'L1' ? qrDrawing(file.statusUrl) : null,
      }
    : null;

/** What the templates read: the letter's data, and what follows from them. */
export const templateView = (data: CompleteLetterData): JsonObject =>
  JSON.parse(
    JSON.stringify({
      ...data,
      draft: data.letter.protocol === null && data.letter.signature === 'print',
      isToSign: data.letter.signature === 'digital',
      late: lateness(data),
      statusPage: statusPage(data),
      due: dueDates(data),
    }),
  ) as JsonObject;
