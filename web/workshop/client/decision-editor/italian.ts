import words from './italian-words.json' with { type: 'json' };

const dictionary: Readonly<Record<string, string>> = words;

/** The package's own translator, with what we have of it in Italian. */
const translate = (text: string, values: Record<string, string> = {}): string =>
  (dictionary[text] ?? text).replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

/** For dmn-js's views. */
export const italianModule = { translate: ['value', translate] };
