import type { TextKey } from '../../modeler/texts.js';

/** A sentence of the page in the reader's language, `{…}` filled in. */
export type Say = (key: TextKey, values?: Record<string, string | number>) => string;

/** @param texts the sentences that came with the page */
export const sayWith =
  (texts: Record<TextKey, string>): Say =>
  (key, values = {}) =>
    texts[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** The time of something that has just happened. */
export const timeSaid = (locale: string, at: Date): string =>
  new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(at);

/** Day and time of something from before. */
export const dayAndTimeSaid = (locale: string, at: Date): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' }).format(at);
