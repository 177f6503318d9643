import { shiftDate } from './holidays.js';

const years = 5;
/** Municipal choice: how long before its end the holder is told. The service charter would say. */
const reminderDaysBefore = 90;

/**
 * Last day of a permit for a disabled person: five years, or what the doctor certified when the disability is temporary
 * (DPR 495/1992 art. 381 c. 3 and 4).
 * @returns `yyyy-mm-dd`; null for a temporary one without a certified end
 */
export const permitEnd = (
  issued: string,
  kind: 'permanente' | 'temporaneo',
  certified: string | null,
): string | null => {
  if (kind === 'temporaneo') return certified;
  const day = `${Number(issued.slice(0, 4)) + years}${issued.slice(4)}`;
  return day.endsWith('-02-29') ? day.replace(/29$/, '28') : day;
};

/** The day on which the holder is told that the permit ends. */
export const reminderDay = (validUntil: string): string => shiftDate(validUntil, -reminderDaysBefore);
