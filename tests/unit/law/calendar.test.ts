import Holidays from 'date-holidays';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addCalendarDays,
  addDays,
  addWorkingDays,
  dateInRome,
  dueAt,
  endOfDay,
  isDueRule,
} from '../../../law/calendar.js';
import { easter, isHoliday, isWorkingDay, shiftDate, weekday } from '../../../law/holidays.js';

test.each([
  ['2026-03-02', 30, '2026-04-01'],
  ['2026-03-06', 30, '2026-04-07'], // Easter, then Easter Monday
  ['2026-08-05', 60, '2026-10-05'], // Sunday and the new holiday of 4 October
  ['2026-11-25', 30, '2026-12-28'], // Christmas, St Stephen, Sunday
  ['2028-01-30', 30, '2028-02-29'], // leap year
  ['2026-12-02', 30, '2027-01-02'], // a holiday at the year's end; Saturday counts
])('%s plus %i days ends on %s', (from, days, due) => {
  expect(addCalendarDays(from, days)).toBe(due);
});

test.each([
  ['a request answered on the 25th: 20 days left, from 25-3', '2026-03-25', 20, '2026-04-14'],
  [
    'a request nobody answers: the clock restarts on 11-4, 1 May is a holiday',
    '2026-04-11',
    20,
    '2026-05-02',
  ],
  ['observations on 27-3: resumes on 6-4 with 12 days, a Saturday counts', '2026-04-06', 12, '2026-04-18'],
  ['no observations: resumes on 30-3 with 12 days, a Saturday counts', '2026-03-30', 12, '2026-04-11'],
])('the rest of a suspended term (domain A1): %s', (_case, resumed, left, due) => {
  expect(addCalendarDays(resumed, left)).toBe(due);
});

test.each([
  ['2026-03-02', 2, '2026-03-04'],
  ['2026-03-06', 2, '2026-03-10'], // over a week-end
  ['2026-04-03', 1, '2026-04-07'], // over Easter
  ['2026-12-23', 2, '2026-12-28'],
])('%s plus %i working days is %s', (from, days, due) => {
  expect(addWorkingDays(from, days)).toBe(due);
});

test('Easter of known years', () => {
  expect([2024, 2025, 2026, 2027, 2038].map(easter)).toEqual([
    '2024-03-31',
    '2025-04-20',
    '2026-04-05',
    '2027-03-28',
    '2038-04-25',
  ]);
});

test('4 October is a holiday from 2026 on; the patron saint only closes the office', () => {
  expect([isHoliday('2025-10-03'), isHoliday('2027-10-04'), isHoliday('2024-10-04')]).toEqual([
    false,
    true,
    false,
  ]);
  expect(isWorkingDay('2026-08-24', '08-24')).toBe(false);
  expect(isHoliday('2026-08-24')).toBe(false);
});

test('holidays are those that another source lists for Italy', () => {
  const italy = new Holidays('IT');
  for (let year = 2026; year <= 2050; year += 1) {
    const listed = italy
      .getHolidays(year)
      .flatMap(({ type, date }) => (type === 'public' ? date.slice(0, 10) : []));
    const ours = Array.from({ length: 366 }, (_, day) => shiftDate(`${year}-01-01`, day)).filter(
      (date) => date.startsWith(String(year)) && isHoliday(date),
    );
    const sundays = ours.filter((date) => weekday(date) === 0);
    expect([...new Set([...listed, ...sundays])].sort()).toEqual(ours);
  }
});

const anyDate = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('a term never ends on a holiday, and more days never end earlier', () => {
  fc.assert(
    fc.property(anyDate, fc.nat(200), (from, days) => {
      const due = addCalendarDays(from, days);
      return !isHoliday(due) && addCalendarDays(from, days + 1) >= due;
    }),
  );
});

test('working days are counted one by one', () => {
  fc.assert(
    fc.property(anyDate, fc.integer({ min: 1, max: 60 }), (from, days) => {
      const due = addWorkingDays(from, days);
      return weekday(due) !== 0 && weekday(due) !== 6 && addWorkingDays(from, days - 1) < due;
    }),
  );
});

test('the day is the one in Rome, and it ends there, in summer and in winter', () => {
  expect(dateInRome(new Date('2026-07-01T22:30:00Z'))).toBe('2026-07-02');
  expect(endOfDay('2026-07-02').toISOString()).toBe('2026-07-02T21:59:59.000Z');
  expect(endOfDay('2026-01-02').toISOString()).toBe('2026-01-02T22:59:59.000Z');
});

test('rules as the diagram words them', () => {
  const from = new Date('2026-03-02T08:00:00Z');
  expect(dueAt('2 giorni lavorativi', from)).toEqual(endOfDay('2026-03-04'));
  expect(dueAt('1 giorno', from)).toEqual(endOfDay('2026-03-03'));
  expect(dueAt('  10 GIORNI ', from)).toEqual(endOfDay('2026-03-12'));
  for (const wrong of [
    'presto',
    '',
    'giorni',
    '-2 giorni',
    '2 giorni feriali',
    '2,5 giorni',
    '99999 giorni',
  ]) {
    expect(dueAt(wrong, from)).toBeNull();
    expect(isDueRule(wrong)).toBe(false);
  }
  expect(addDays(dateInRome(from), 30, 'calendario')).toBe('2026-04-01');
});

test('the patron saint closes the agenda but moves no due date', () => {
  const eve = new Date('2026-08-21T08:00:00Z'); // Friday; the 24th is S. Bartolomeo
  expect(addWorkingDays('2026-08-21', 1, '08-24')).toBe('2026-08-25');
  expect(dueAt('1 giorno lavorativo', eve)).toEqual(endOfDay('2026-08-24'));
  expect(addDays(dateInRome(eve), 1, 'lavorativi')).toBe('2026-08-24');
});
