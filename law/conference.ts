import { addCalendarDays, addWorkingDays } from './calendar.js';
import { isWorkingDay, shiftDate } from './holidays.js';

/** How long the bodies of a conference may take (L. 241/1990 art. 14-bis c. 2): law as data, each row with its validity. */
export interface ConferenceRule {
  /** Days to ask for what is missing. */
  askDays: number;
  /** Days to answer; the second where a body guards environment, landscape, heritage, health or safety. */
  answerDays: number;
  protectedAnswerDays: number;
  /** Days after the answers' term within which a meeting, if needed, is held. */
  meetingDays: number;
  /** Working days after the answers' term within which it is closed (c. 5). */
  closingDays: number;
  validFrom: string;
  validTo: string | null;
}

const rules: readonly ConferenceRule[] = [
  {
    askDays: 15,
    answerDays: 45,
    protectedAnswerDays: 90,
    meetingDays: 10,
    closingDays: 5,
    validFrom: '2016-07-28',
    validTo: '2026-02-19',
  },
  {
    askDays: 15,
    answerDays: 30,
    protectedAnswerDays: 60,
    meetingDays: 10,
    closingDays: 5,
    validFrom: '2026-02-20', // DL 19/2026: its conversion is to be verified on Normattiva
    validTo: null,
  },
];

/** The rule in force on a day, `yyyy-mm-dd`; null before there was one. */
export const conferenceRule = (on: string): ConferenceRule | null =>
  rules.find(({ validFrom, validTo }) => validFrom <= on && (validTo === null || on <= validTo)) ?? null;

export interface ConferenceDates {
  askBy: string;
  answerBy: string;
  /** The last working day on which a meeting, if needed, can be held. */
  meetingOn: string;
  closeBy: string;
}

/**
 * The dates of a conference called on a day. Where one body guards environment, landscape, heritage, health or safety,
 * all have the longer term (art. 14-bis c. 2 lett. c).
 * @returns null before the law knew such a conference
 */
export const conferenceDates = (on: string, hasProtected: boolean): ConferenceDates | null => {
  const rule = conferenceRule(on);
  if (!rule) return null;
  const answerBy = addCalendarDays(on, hasProtected ? rule.protectedAnswerDays : rule.answerDays);
  let meetingOn = shiftDate(answerBy, rule.meetingDays);
  while (!isWorkingDay(meetingOn)) meetingOn = shiftDate(meetingOn, -1);
  return {
    askBy: addCalendarDays(on, rule.askDays),
    answerBy,
    meetingOn,
    closeBy: addWorkingDays(answerBy, rule.closingDays),
  };
};
