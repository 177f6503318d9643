/** How Italian public offices write dates, numbers and sums. Pure; a value that cannot be written is an error, never a blank. */

const rome = new Intl.DateTimeFormat('it-IT', {
  timeZone: 'Europe/Rome',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/;
const noBreakSpace = '\u00a0';

const romanParts = (value: unknown): Record<string, string> => {
  const moment = typeof value === 'string' ? new Date(value) : new Date(Number.NaN);
  if (Number.isNaN(moment.getTime())) throw new TypeError(`«${String(value)}» non è una data`);
  return Object.fromEntries(rome.formatToParts(moment).map(({ type, value: part }) => [type, part]));
};

/** `2026-03-02` or a moment → `02/03/2026`, in the time of Rome. @throws TypeError if it isn't an ISO date that exists */
export const italianDate = (value: unknown): string => {
  const plain = typeof value === 'string' ? isoDate.exec(value) : null;
  const { day, month, year } = romanParts(value);
  if (plain && plain[3] !== day) throw new TypeError(`«${String(value)}» non è una data`);
  return `${day}/${month}/${year}`;
};

/** A moment → `02/03/2026, ore 11:15`; a plain date has no hour and stays a date. */
export const italianDateTime = (value: unknown): string => {
  if (typeof value === 'string' && isoDate.test(value)) return italianDate(value);
  const { hour, minute } = romanParts(value);
  return `${italianDate(value)}, ore${noBreakSpace}${hour}:${minute}`;
};

const toNumber = (value: unknown): number => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number))
    throw new TypeError(`«${String(value)}» non è un numero`);
  return number;
};

/** `1234.5` → `1.234,5`; with `decimals` exactly that many: `1.234,50`. */
export const italianNumber = (value: unknown, decimals?: number): string =>
  new Intl.NumberFormat('it-IT', {
    useGrouping: 'always' as unknown as boolean,
    ...(decimals === undefined
      ? { maximumFractionDigits: 6 }
      : { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
  }).format(toNumber(value));

/** A sum in euro → `€ 1.234,56`, which never breaks between sign and figures. */
export const italianEuro = (value: unknown): string => `€${noBreakSpace}${italianNumber(value, 2)}`;

/** `1` → `1 giorno`, `30` → `30 giorni`, with `lavorativi` → `2 giorni lavorativi`. */
export const italianDays = (value: unknown, kind?: unknown): string => {
  const days = toNumber(value);
  const one = days === 1;
  const working = kind === 'lavorativi' ? ` lavorativ${one ? 'o' : 'i'}` : '';
  return `${italianNumber(days)}${noBreakSpace}giorn${one ? 'o' : 'i'}${working}`;
};
