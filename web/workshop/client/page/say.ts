import type { TextKey } from '../../modeler/texts.js';

/** A sentence of the page in the reader's language, `{…}` filled in. */
export type Say = (key: TextKey, values?: Record<string, string | number>) => string;

/** @param texts the sentences that came with the page */
export const sayWith =
  (texts: Record<TextKey, string>): Say =>
  (key, values = {}) =>
    texts[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** Day and time, or the time alone when it is today. */
export const whenSaid = (locale: string, at: Date): string =>
  new Intl.DateTimeFormat(locale, {
    ...(at.toDateString() === new Date().toDateString() ? {} : { dateStyle: 'short' }),
    timeStyle: 'short',
  }).format(at);
