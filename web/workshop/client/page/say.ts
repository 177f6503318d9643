/** A sentence of the page in the reader's language, `{…}` filled in. */
export type Say<Key extends string> = (key: Key, values?: Record<string, string | number>) => string;

/** @param texts the sentences that came with the page */
export const filledIn =
  <Key extends string>(texts: Record<Key, string>): Say<Key> =>
  (key, values = {}) =>
    texts[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** The time of something that has just happened, as the server's pages say it: the Comune's. */
export const timeSaid = (locale: string, at: Date): string =>
  new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'Europe/Rome' }).format(at);
