import { parse } from 'csv-parse/sync';
import type { RegisterOutage } from '../../../db/models/register-outage.js';
import type { EmergencyRow } from '../../../db/transactions/import-emergency.js';
import { readDate } from '../../forms/read-value.js';
import { formatDate } from '../../format.js';
import type { Translate } from '../../i18n.js';
import { readMoment } from '../moments.js';

/** The columns of the sheet, as they are called in its first line. */
export const columns = [
  'numero',
  'data',
  'ora',
  'direzione',
  'corrispondente',
  'oggetto',
  'numero mittente',
  'data mittente',
] as const;
type Column = (typeof columns)[number];

export interface ReadLine {
  /** The line of the file, counted as an editor counts. */
  line: number;
  cells: Partial<Record<Column, string>>;
  /** Null when something is wrong; `problems` says what. */
  row: EmergencyRow | null;
  problems: string[];
}

export interface ReadSheet {
  lines: ReadLine[];
  /** Why the whole sheet can't be read. */
  problem: string | null;
}

const directions: Record<string, EmergencyRow['direction']> = {
  e: 'incoming',
  entrata: 'incoming',
  u: 'outgoing',
  uscita: 'outgoing',
};

/** A line to be filled in by hand or in a spreadsheet for each of the next numbers. */
export const blankSheet = (firstNumber: number, lines = 50): string =>
  [columns.join(';'), ...Array.from({ length: lines }, (_, index) => `${firstNumber + index};;;E;;;;`)].join(
    '\r\n',
  );

const isEmpty = (cells: ReadLine['cells']): boolean =>
  !cells.data && !cells.ora && !cells.corrispondente && !cells.oggetto;

const readLine = (
  cells: ReadLine['cells'],
  line: number,
  outage: RegisterOutage,
  seen: Set<number>,
  t: Translate,
): ReadLine => {
  const problems: string[] = [];
  const wrong = (key: string, params = {}): void => void problems.push(t(`register.import.${key}`, params));
  const number = /^E?(\d{1,9})$/i.exec(cells.numero ?? '')?.[1];
  const last = outage.lastNumber ?? 0;
  if (!number) wrong('number');
  else if (Number(number) < outage.firstNumber || Number(number) > last)
    wrong('range', { first: String(outage.firstNumber), last: String(last) });
  else if (seen.has(Number(number))) wrong('repeated');
  else seen.add(Number(number));
  const at = readMoment(cells.data ?? '', cells.ora ?? '');
  if (!at) wrong('moment');
  else if (at < outage.startedAt || (outage.endedAt && at > outage.endedAt)) wrong('outside');
  const direction = directions[(cells.direzione ?? '').toLowerCase()];
  if (!direction) wrong('direction');
  const correspondent = cells.corrispondente ?? '';
  if (correspondent.length < 2 || correspondent.length > 200) wrong('correspondent');
  const object = cells.oggetto ?? '';
  if (object.length < 3 || object.length > 300) wrong('object');
  const senderDate = cells['data mittente'] ? readDate(cells['data mittente']) : null;
  if (cells['data mittente'] && !senderDate) wrong('senderDate');
  const row =
    problems.length === 0 && at && direction
      ? {
          number: Number(number),
          at,
          direction,
          correspondent,
          object,
          senderDate,
          senderNumber: cells['numero mittente'] || null,
        }
      : null;
  return { line, cells, row, problems };
};

/**
 * Reads the sheet of an emergency register: semicolons or commas, the first line names the columns; lines with nothing but
 * a number were never used and are passed over.
 */
export const readSheet = (text: string, outage: RegisterOutage, t: Translate): ReadSheet => {
  const delimiter = (text.split('\n', 1)[0] ?? '').includes(';') ? ';' : ',';
  try {
    const records = parse(text, {
      bom: true,
      columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { record: ReadLine['cells']; info: { lines: number } }[];
    const missing = columns.slice(0, 6).filter((name) => records[0] && !(name in records[0].record));
    if (records.length === 0) return { lines: [], problem: t('register.import.empty') };
    if (missing.length > 0)
      return { lines: [], problem: t('register.import.columns', { columns: missing.join(', ') }) };
    const seen = new Set<number>();
    return {
      lines: records
        .filter(({ record }) => !isEmpty(record))
        .map(({ record, info }) => readLine(record, info.lines, outage, seen, t)),
      problem: null,
    };
  } catch {
    return { lines: [], problem: t('register.import.unreadable') };
  }
};

/** A line whose number already stands for something else is no repetition of it: it is to be corrected. */
export const refuseTaken = (
  sheet: ReadSheet,
  known: Map<number, { object: string }>,
  t: Translate,
): ReadSheet => ({
  ...sheet,
  lines: sheet.lines.map((line) => {
    const other = line.row && known.get(line.row.number);
    return other && other.object !== line.row?.object
      ? {
          ...line,
          row: null,
          problems: [...line.problems, t('register.import.taken', { object: other.object })],
        }
      : line;
  }),
});

/** The lines that could not be taken, as a sheet again, to be corrected. */
export const sheetOf = (lines: ReadLine[]): string =>
  [
    columns.join(';'),
    ...lines.map(({ cells }) => columns.map((name) => quoted(cells[name] ?? '')).join(';')),
  ].join('\r\n');

const quoted = (text: string): string => (/[;"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** `emergenza-24-11-2026.csv` */
export const sheetName = ({ startedAt }: RegisterOutage): string =>
  `emergenza-${formatDate(startedAt).replaceAll('/', '-')}.csv`;
