import { Temporal } from 'temporal-polyfill';

/**
 * Whole years of age on a day; who is born on 29 February completes the year on 1 March, when the day has passed.
 * @param birthDate `yyyy-mm-dd`
 * @param day `yyyy-mm-dd`
 */
export const ageOn = (birthDate: string, day: string): number => {
  const [born, today] = [Temporal.PlainDate.from(birthDate), Temporal.PlainDate.from(day)];
  const isBeforeBirthday = today.month * 100 + today.day < born.month * 100 + born.day;
  return today.year - born.year - (isBeforeBirthday ? 1 : 0);
};
