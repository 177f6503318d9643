/** How long the bodies of a conference may take (L. 241/1990 art. 14-bis c. 2): law as data, each row with its validity. */
export interface ConferenceRule {
  /** Days to ask for what is missing. */
  askDays: number;
  /** Days to answer; the second where a body guards environment, landscape, heritage, health or safety. */
  answerDays: number;
  protectedAnswerDays: number;
  /** Days after the answers' term within which a meeting, if needed, is held. */
  meetingDays: number;
  validFrom: string;
  validTo: string | null;
}

const rules: readonly ConferenceRule[] = [
  {
    askDays: 15,
    answerDays: 45,
    protectedAnswerDays: 90,
    meetingDays: 10,
    validFrom: '2016-07-28',
    validTo: '2026-02-19',
  },
  {
    askDays: 15,
    answerDays: 30,
    protectedAnswerDays: 60,
    meetingDays: 10,
    validFrom: '2026-02-20', // DL 19/2026: its conversion is to be verified on Normattiva
    validTo: null,
  },
];

/** The rule in force on a day, `yyyy-mm-dd`; null before there was one. */
export const conferenceRule = (on: string): ConferenceRule | null =>
  rules.find(({ validFrom, validTo }) => validFrom <= on && (validTo === null || on <= validTo)) ?? null;
