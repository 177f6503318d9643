/** Public holidays of the State (L. 260/1949 as in force; law as data, each with its validity). */
interface Holiday {
  name: string;
  /** `MM-DD`, or days after Easter Sunday. */
  on: string | { easter: number };
  /** First year in which it counts. */
  from: number;
  source: string;
}

const stateHolidays: Holiday[] = [
  { name: 'Capodanno', on: '01-01', from: 1949, source: 'L. 260/1949 art. 2' },
  { name: 'Epifania', on: '01-06', from: 1986, source: 'DPR 792/1985' },
  { name: 'Pasqua', on: { easter: 0 }, from: 1949, source: 'domenica' },
  { name: 'Lunedì dell’Angelo', on: { easter: 1 }, from: 1949, source: 'L. 260/1949 art. 2' },
  { name: 'Liberazione', on: '04-25', from: 1949, source: 'L. 260/1949 art. 2' },
  { name: 'Festa del lavoro', on: '05-01', from: 1949, source: 'L. 260/1949 art. 2' },
  { name: 'Festa della Repubblica', on: '06-02', from: 2001, source: 'L. 336/2000' },
  { name: 'Assunzione', on: '08-15', from: 1949, source: 'L. 260/1949 art. 2' },
  { name: 'San Francesco', on: '10-04', from: 2026, source: 'L. 151/2025' },
  { name: 'Ognissanti', on: '11-01', from: 1949, source: 'L. 260/1949 art. 2' },
  { name: 'Immacolata', on: '12-08', from: 1949, source: 'L. 260/1949 art. 2' },
  { name: 'Natale', on: '12-25', from: 1949, source: 'L. 260/1949 art. 2' },
  { name: 'Santo Stefano', on: '12-26', from: 1949, source: 'L. 260/1949 art. 2' },
];

/** Easter Sunday of the Gregorian calendar (Meeus/Jones/Butcher). @returns `yyyy-mm-dd` */
export const easter = (year: number): string => {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
};

const dayMs = 24 * 60 * 60 * 1000;

/** `yyyy-mm-dd` some days later (or earlier); pure dates, no time zone involved. */
export const shiftDate = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** 0 Sunday … 6 Saturday. */
export const weekday = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay();

const isOn = ({ on, from }: Holiday, date: string): boolean => {
  const year = Number(date.slice(0, 4));
  if (year < from) return false;
  return typeof on === 'string' ? date.slice(5) === on : shiftDate(easter(year), on.easter) === date;
};

/** Sundays and public holidays: the days to which a term never falls due (c.c. art. 2963). */
export const isHoliday = (date: string): boolean =>
  weekday(date) === 0 || stateHolidays.some((holiday) => isOn(holiday, date));

/**
 * Days on which the office works: Monday to Friday less holidays and the patron saint.
 * @param patron `MM-DD`; counts for the office's calendar only, never for the roll-over of terms
 */
export const isWorkingDay = (date: string, patron: string | null = null): boolean => {
  const day = weekday(date);
  return day !== 0 && day !== 6 && !isHoliday(date) && date.slice(5) !== patron;
};
