import { parse } from 'csv-parse/sync';
import { headingKey, type Column } from './columns.js';

/** Rows at most in one list: each becomes a case with its registration and receipt. */
export const rowLimit = 100;

/** A list as rows by column name, with the line of each in the text; or a message key for what makes it unreadable. */
export type Table =
  | { rows: { line: number; values: Record<string, string> }[]; unknown: string[] }
  | { problem: string; params: Record<string, string> };

const problem = (key: string, params: Record<string, string> = {}): Table => ({ problem: key, params });

/** The sign between cells: a sheet pasted has tabs, a file from an Italian one semicolons. */
const separatorOf = (text: string): string => {
  const [heading = ''] = text.split(/\r?\n/, 1);
  return ['\t', ';', ','].find((sign) => heading.includes(sign)) ?? ';';
};

/**
 * Reads a list with a heading line (RFC 4180), from a file or pasted from a sheet. Nothing is kept of it.
 * @returns rows without those left empty, and the headings that mean nothing here
 */
export const readTable = (text: string, columns: Column[]): Table => {
  if (!text.trim()) return problem('professionals.import.empty');
  let cells: { record: string[]; info: { lines: number } }[];
  try {
    cells = parse(text, {
      delimiter: separatorOf(text),
      bom: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as typeof cells;
  } catch (error) {
    const line = String((error as { lines?: number }).lines ?? '?');
    return problem('professionals.import.unreadable', { line });
  }
  const [heading, ...rest] = cells;
  const names = (heading?.record ?? []).map((text_) => {
    const key = headingKey(text_);
    return columns.find(({ name, also }) => [name, also ?? name].some((known) => headingKey(known) === key))
      ?.name;
  });
  const missing = columns.filter(({ name, required }) => required && !names.includes(name));
  if (missing.length > 0) {
    return problem('professionals.import.missing', { columns: missing.map(({ name }) => name).join(', ') });
  }
  const rows = rest
    .filter(({ record }) => record.some((cell) => cell !== ''))
    .map(({ record, info }) => ({
      line: info.lines,
      values: Object.fromEntries(names.flatMap((name, index) => (name ? [[name, record[index] ?? '']] : []))),
    }));
  if (rows.length === 0) return problem('professionals.import.empty');
  if (rows.length > rowLimit) return problem('professionals.import.too-many', { limit: String(rowLimit) });
  return { rows, unknown: (heading?.record ?? []).filter((_, index) => !names[index]) };
};
