import type { z } from 'zod';

type RawIssue = z.core.$ZodRawIssue;

const kinds: Readonly<Record<string, string>> = {
  string: 'qui serve un testo',
  number: 'qui serve un numero',
  int: 'qui serve un numero intero',
  boolean: 'qui serve true (sì) o false (no)',
  array: 'qui serve un elenco',
  object: 'qui servono dei campi, ognuno con il suo nome',
  record: 'qui servono dei campi, ognuno con il suo nome',
};

const tooSmall = ({ origin, minimum, inclusive }: RawIssue): string => {
  if (origin === 'string')
    return Number(minimum) > 1 ? `servono almeno ${String(minimum)} caratteri` : 'manca';
  if (origin === 'array') return 'serve almeno una voce';
  return inclusive ? `serve almeno ${String(minimum)}` : `deve essere più di ${String(minimum)}`;
};

const formats: Readonly<Record<string, string>> = {
  date: 'una data si scrive così: 2026-03-02',
  email: 'non è un indirizzo di posta elettronica',
};

/**
 * What a schema says no to, in words for whoever wrote the file by hand. A schema's own sentence comes before these.
 * Given to zod's `parse` as `error`.
 */
export const issueInItalian = (issue: RawIssue): string | undefined => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? 'manca' : kinds[String(issue['expected'])];
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return `al massimo ${String(issue['maximum'])}`;
    case 'invalid_value':
      return `si può scrivere: ${(issue['values'] as unknown[]).join(', ')}`;
    case 'unrecognized_keys':
      return `nessuno legge ${(issue['keys'] as string[]).map((key) => `«${key}»`).join(', ')}: correggi il nome o togli`;
    case 'invalid_format':
      return formats[String(issue['format'])] ?? 'non è scritto come deve';
    case 'invalid_union':
      return 'non è nessuna delle cose che qui si possono scrivere';
    default:
      return undefined;
  }
};
