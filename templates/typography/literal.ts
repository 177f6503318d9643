const longWord = /[^\s\u200b]{41,}/gu;
const fingerprint = /^[0-9a-f]{64}$/;

/** Control characters, and the marks that make a text read in another order than it was typed (they can hide a name). */
const isTreacherous = (code: number): boolean =>
  (code < 0x20 && code !== 0x0a) ||
  (code >= 0x7f && code <= 0x9f) ||
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2066 && code <= 0x2069) ||
  (code >= 0xd800 && code <= 0xdfff) ||
  (code >= 0xe000 && code <= 0xf8ff) ||
  code === 0xfeff ||
  code === 0xfffe;

/** The text as it may be printed: composed (NFC), line ends as \n, no control characters, long words breakable. */
export const printable = (raw: string): string => {
  const lines = raw
    .normalize('NFC')
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/\t/g, ' ');
  const clean = [...lines].filter((char) => !isTreacherous(char.codePointAt(0) ?? 0)).join('');
  return clean.replace(longWord, (word) =>
    fingerprint.test(word) ? word : ([...word].join('').match(/.{1,20}/gsu) ?? []).join('\u200b'),
  );
};

/** A Typst string literal: whatever somebody typed stays text. */
export const quoted = (value: string): string =>
  `"${printable(value).replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')}"`;

/**
 * A value as a Typst expression for markup: `#"…";`. Null is nothing, a boolean is sì or no.
 * @throws TypeError for a list or an object, which a template must go through with `each`
 */
export const typstExpression = (value: unknown): string => {
  if (value === null) return '#"";'; // not nothing: what stands before and after must not meet
  if (typeof value === 'boolean') return value ? '#"sì";' : '#"no";';
  if (typeof value === 'number') return `#${quoted(String(value).replace('.', ','))};`;
  if (typeof value === 'string') return `#${quoted(value)};`;
  throw new TypeError('qui serve un testo o un numero, non un elenco o un gruppo di campi');
};
