import { addCalendarDays, dateInRome } from '../law/calendar.js';
import { shiftDate } from '../law/holidays.js';
import type { CompleteLetterData } from './letter-data.js';

/** The day of a date or moment, in Rome. */
export const dayOf = (moment: string): string =>
  moment.length === 10 ? moment : dateInRome(new Date(moment));

const later = (data: CompleteLetterData, days: number | null | undefined): string | null =>
  days === null || days === undefined ? null : addCalendarDays(dayOf(data.letter.date), days);

/**
 * The dates that follow from the day of the letter: it may be registered days after it was drafted, and they move along.
 * `yyyy-mm-dd`; null where the letter sets no such date.
 */
export interface DueDates {
  /** L4: the last day to bring what is asked. A suspension's days are never prolonged by a holiday. */
  answerBy: string | null;
  /** L16: the last day to ask for what is missing, to answer, and for the meeting. */
  askBy: string | null;
  opinionBy: string | null;
  meetingBy: string | null;
}

export const dueDates = (data: CompleteLetterData): DueDates => {
  const { request, conference } = data.content;
  const rolls = data.clock?.answerRolls ?? true;
  const plain = (days: number): string => shiftDate(dayOf(data.letter.date), days);
  const answerDays = request?.answerDays ?? null;
  const opinionBy = later(data, conference?.answerDays);
  return {
    answerBy: answerDays !== null && !rolls ? plain(answerDays) : later(data, answerDays),
    askBy: later(data, conference?.askDays),
    opinionBy,
    meetingBy: opinionBy && conference?.most ? addCalendarDays(opinionBy, conference.most.meetingDays) : null,
  };
};
