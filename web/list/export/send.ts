import { BusinessError, NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { auditRead } from '../../access.js';
import { formatDate, romeDay } from '../../format.js';
import { actorOf, type Page } from '../../page.js';
import type { Choices, ListColumn, ListDefinition, ListSource } from '../definition.js';
import { listRows, shownColumns, type ListRow } from '../query.js';
import type { ListState } from '../state.js';
import { csv } from './csv.js';
import { ods, type OdsCell } from './ods.js';

/** Rows that one file holds at most: more is no list to work with, and a copy of the data bank nobody asked for. */
export const exportLimit = 20_000;

const dayOf = (value: Date | string): string => (value instanceof Date ? romeDay(value) : value.slice(0, 10));

/** A day as a cell. */
export const dayCell = (value: Date | string | null): OdsCell =>
  value ? { day: dayOf(value), text: formatDate(value) } : { text: '' };

const cellOf = ({ key, format }: ListColumn, row: ListRow, choices: Choices): OdsCell => {
  const value = row[key] as Date | string | number | null;
  if (value === null || value === undefined) return { text: '' };
  if (format === 'date' || format === 'due') return dayCell(value as Date | string);
  if (format === 'number') return { number: Number(value) };
  if (format === 'choice')
    return { text: choices[key]?.find((choice) => choice.value === value)?.label ?? String(value) };
  return { text: String(value) };
};
const textOf = (cell: OdsCell): string =>
  'number' in cell ? String(cell.number).replace('.', ',') : cell.text;

export interface Table {
  /** Of the list; begins the file's name. */
  id: string;
  title: string;
  head: string[];
  /** Names of the columns, for the trail. */
  columns: string[];
  rows: OdsCell[][];
}

const tooMany = (): BusinessError =>
  new BusinessError('list.export.too-many', {
    message: `L’elenco ha più di ${new Intl.NumberFormat('it').format(exportLimit)} righe: non si scarica tutto insieme.`,
    remedy: 'Torna all’elenco, aggiungi un filtro (per esempio le date) e scarica di nuovo.',
  });

/**
 * Sends a table as `csv` or `ods`; the trail says who took how many rows of what.
 * @throws NotFoundError for another format, BusinessError `list.export.too-many` beyond `exportLimit`
 */
export const sendTable = async (
  services: Services,
  ctx: Page,
  format: string,
  { id, title, head, columns, rows }: Table,
): Promise<void> => {
  if (format !== 'csv' && format !== 'ods') throw new NotFoundError('Formato');
  if (rows.length > exportLimit) throw tooMany();
  await auditRead(services, actorOf(ctx), {
    act: 'elenco.esportato',
    details: { elenco: id, formato: format, righe: rows.length, colonne: columns },
  });
  ctx.attachment(`${id}-${romeDay(services.clock.now())}.${format}`);
  ctx.type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/vnd.oasis.opendocument.spreadsheet';
  ctx.set('cache-control', 'private, no-store');
  ctx.body =
    format === 'csv'
      ? csv([head, ...rows.map((row) => row.map(textOf))])
      : await ods(title, [head.map((text) => ({ text })), ...rows]);
};

export interface Export {
  definition: ListDefinition;
  source: ListSource;
  state: ListState;
  choices: Choices;
  title: string;
}

/** Sends the rows that a list shows, all its pages, with its columns. @throws NotFoundError for another format */
export const sendExport = async (
  services: Services,
  ctx: Page,
  format: string,
  { definition, source, state, choices, title }: Export,
): Promise<void> => {
  const columns = shownColumns(definition, state);
  const rows = await listRows(services.db, {
    definition,
    source,
    state: { ...state, after: '' },
    limit: exportLimit + 1, // one more tells that there are too many
  });
  await sendTable(services, ctx, format, {
    id: definition.id,
    title,
    head: columns.map(({ label }) => ctx.state.t(label)),
    columns: columns.map(({ key }) => key),
    rows: rows.map((row) => columns.map((column) => cellOf(column, row, choices))),
  });
};
