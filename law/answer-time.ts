import { Temporal } from 'temporal-polyfill';
import { dateInRome, dueAt, isDueRule } from './calendar.js';
import { isWorkingDay, shiftDate } from './holidays.js';

/** When the offices are at work, on working days: hours to answer in are counted inside it. */
export interface Workday {
  /** `08:00` */
  opens: string;
  closes: string;
  /** `MM-DD` of the patron saint, who closes the office. */
  patron: string;
}

const hourRule = /^\s*(\d{1,3})\s+or[ae](\s+lavorativ[ae])?\s*$/i;

/** True for what `answerDue` understands: «4 ore lavorative», «2 giorni lavorativi», «5 giorni». */
export const isAnswerRule = (text: string): boolean => hourRule.test(text) || isDueRule(text);

/**
 * When an office's answer is due. No law says it: the Comune's service charter does, as a parameter of the office.
 * Days end with the day; hours are the office's working hours, and go on the next working day.
 * @returns null when the rule isn't understood
 */
export const answerDue = (text: string, from: Date, workday: Workday): Date | null => {
  const hours = Number(hourRule.exec(text)?.[1] ?? 0);
  return hours > 0 ? afterWorkingTime(from, hours * 3_600_000, workday) : dueAt(text, from);
};

const momentInRome = (date: string, time: string): number =>
  Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime('Europe/Rome').epochMilliseconds;

const afterWorkingTime = (from: Date, time: number, { opens, closes, patron }: Workday): Date => {
  let left = time;
  for (let date = dateInRome(from); ; date = shiftDate(date, 1)) {
    if (!isWorkingDay(date, patron)) continue;
    const begin = Math.max(momentInRome(date, opens), from.getTime());
    const whole = Math.max(0, momentInRome(date, closes) - begin);
    if (left <= whole) return new Date(begin + left);
    left -= whole;
  }
};
