import { readDate } from '../forms/read-value.js';

const rome = new Intl.DateTimeFormat('en-US', {
  timeZone: 'Europe/Rome',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** Minutes by which the clocks in Rome are ahead of UTC at a moment. */
const offsetMinutes = (at: Date): number => {
  const part = Object.fromEntries(rome.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const local = Date.UTC(
    part['year'] ?? 0,
    (part['month'] ?? 1) - 1,
    part['day'] ?? 1,
    part['hour'] ?? 0,
    part['minute'] ?? 0,
  );
  return Math.round((local - at.getTime()) / 60_000);
};

/**
 * A day and an hour as people write them, in Rome: `28/03/2026` and `23:50`, `23.50` or `23,50`.
 * @returns null when either isn't there or can't be
 */
export const readMoment = (dayText: string, timeText: string): Date | null => {
  const day = readDate(dayText.trim());
  const time = /^([01]?\d|2[0-3])[:.,]([0-5]\d)$/.exec(timeText.trim());
  if (!day || !time) return null;
  const wall = new Date(`${day}T${(time[1] ?? '').padStart(2, '0')}:${time[2]}:00Z`);
  const guess = new Date(wall.getTime() - offsetMinutes(wall) * 60_000);
  return new Date(wall.getTime() - offsetMinutes(guess) * 60_000);
};
