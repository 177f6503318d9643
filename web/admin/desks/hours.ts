export interface Hours {
  opens: string;
  closes: string;
}

const oneTime = /^(\d{1,2})(?:[.:](\d{2}))?$/;

/** `8.30` → `08:30`; null when it is no time of a day. */
const asTime = (typed: string): string | null => {
  const [, hour = '', minute = '00'] = oneTime.exec(typed.trim()) ?? [];
  const isTime = hour !== '' && Number(hour) < 24 && Number(minute) < 60;
  return isTime ? `${hour.padStart(2, '0')}:${minute}` : null;
};

/**
 * Opening hours as people write them: `8.30–13, 15:00-17.30`; nothing means closed.
 * @returns null when they aren't understood, end before they begin or overlap
 */
export const parseHours = (typed: string): Hours[] | null => {
  if (!typed.trim()) return [];
  const hours: Hours[] = [];
  for (const part of typed.split(/[,;]/)) {
    const [opens = null, closes = null, ...rest] = part.split(/[-–]/).map(asTime);
    const last = hours.at(-1);
    if (!opens || !closes || rest.length > 0 || opens >= closes || (last && opens < last.closes)) return null;
    hours.push({ opens, closes });
  }
  return hours;
};

/** `8.30–13.00, 15.00–17.30`: how they are written back. */
export const writeHours = (hours: readonly Hours[]): string => {
  const short = (time: string): string => time.slice(0, 5).replace(/^0/, '').replace(':', '.');
  return hours.map(({ opens, closes }) => `${short(opens)}–${short(closes)}`).join(', ');
};
