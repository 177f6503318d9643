const zone = 'Europe/Rome';
const day = new Intl.DateTimeFormat('it-IT', {
  timeZone: zone,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});
const dayAndTime = new Intl.DateTimeFormat('it-IT', {
  timeZone: zone,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const clockTime = new Intl.DateTimeFormat('it-IT', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
const isoDay = new Intl.DateTimeFormat('sv-SE', { timeZone: zone });

/** `24/11/2026`, in Rome, of a moment or of an ISO date; empty for nothing. */
export const formatDate = (value: Date | string | null | undefined): string => {
  if (!value) return '';
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value))
    return value.split('-').reverse().join('/');
  return day.format(new Date(value));
};

/** `24/11/2026, 09:12`, in Rome; empty for nothing. */
export const formatDateTime = (value: Date | string | null | undefined): string =>
  value ? dayAndTime.format(new Date(value)) : '';

/** `09:12`, in Rome; empty for nothing. */
export const formatTime = (value: Date | string | null | undefined): string =>
  value ? clockTime.format(new Date(value)) : '';

/** `2026-11-24`: the day in Rome on which a moment falls. */
export const romeDay = (at: Date): string => isoDay.format(at);

/** Whole days in Rome from one moment to another; negative when the second is earlier. */
export const daysBetween = (from: Date, to: Date | string): number => {
  const end = typeof to === 'string' && to.length === 10 ? to : romeDay(new Date(to));
  return Math.round((Date.parse(end) - Date.parse(romeDay(from))) / 86_400_000);
};

const euro = new Intl.NumberFormat('it-IT', { style: 'currency', currency: 'EUR' });

/** `16,00 €` */
export const formatEuro = (amount: number): string => euro.format(amount);

/** `1,4 MB`: how big a file is, as people say it. */
export const formatSize = (bytes: number | string): string => {
  const size = Number(bytes);
  const [value, unit] = size < 1000 ? [size, 'B'] : size < 1e6 ? [size / 1e3, 'kB'] : [size / 1e6, 'MB'];
  return `${new Intl.NumberFormat('it-IT', { maximumFractionDigits: 1 }).format(value)} ${unit}`;
};

const decimal = new Intl.NumberFormat('it-IT', { maximumFractionDigits: 1 });

/** `12,5`; empty for nothing. */
export const formatDecimal = (value: number | string | null): string =>
  value === null ? '' : decimal.format(Number(value));

const plain = new Intl.NumberFormat('it-IT', { maximumFractionDigits: 4, useGrouping: 'always' });

/** `1.234,56` */
export const formatNumber = (value: number): string => plain.format(value);

const weekday = new Intl.DateTimeFormat('it-IT', { weekday: 'long', timeZone: 'UTC' });

/** `mercoledì 25/11/2026`, of an ISO date. */
export const formatWeekdayDate = (date: string): string =>
  `${weekday.format(new Date(`${date}T00:00:00Z`))} ${formatDate(date)}`;
