import { NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { auditRead } from '../../access.js';
import { formatDate, romeDay } from '../../format.js';
import type { Person } from '../../inbox/query.js';
import type { Page } from '../../page.js';
import type { Choices, ListColumn, ListDefinition, ListSource } from '../definition.js';
import { listRows, shownColumns, type ListRow } from '../query.js';
import type { ListState } from '../state.js';
import { csv } from './csv.js';
import { ods, type OdsCell } from './ods.js';

/** Rows that one file holds at most: more is no list to work with, and a copy of the data bank nobody asked for. */
export const exportLimit = 20_000;

const dayOf = (value: Date | string): string => (value instanceof Date ? romeDay(value) : value.slice(0, 10));

const cellOf = ({ key, format }: ListColumn, row: ListRow, choices: Choices): OdsCell => {
  const value = row[key] as Date | string | number | null;
  if (value === null || value === undefined) return { text: '' };
  if (format === 'date' || format === 'due')
    return { day: dayOf(value as Date | string), text: formatDate(value as Date | string) };
  if (format === 'number') return { number: Number(value) };
  if (format === 'choice')
    return { text: choices[key]?.find((choice) => choice.value === value)?.label ?? String(value) };
  return { text: String(value) };
};
const textOf = (cell: OdsCell): string =>
  'number' in cell ? String(cell.number).replace('.', ',') : cell.text;

export interface Export {
  definition: ListDefinition;
  source: ListSource;
  state: ListState;
  actor: Person;
  choices: Choices;
  title: string;
}

/**
 * Sends the rows that the list shows, all pages, with its columns, as `csv` or `ods`; the trail says who took how many.
 * @throws NotFoundError for another format
 */
export const sendExport = async (
  services: Services,
  ctx: Page,
  format: string,
  list: Export,
): Promise<void> => {
  if (format !== 'csv' && format !== 'ods') throw new NotFoundError('Formato');
  const { definition, source, choices, actor, title } = list;
  const state = { ...list.state, after: '' };
  const columns = shownColumns(definition, state);
  const rows = await listRows(services.db, { definition, source, state, limit: exportLimit });
  const cells = rows.map((row) => columns.map((column) => cellOf(column, row, choices)));
  const head = columns.map(({ label }) => ctx.state.t(label));
  await auditRead(services, actor, {
    act: 'elenco.esportato',
    details: {
      elenco: definition.id,
      formato: format,
      righe: rows.length,
      colonne: columns.map(({ key }) => key),
    },
  });
  ctx.attachment(`${definition.id}-${romeDay(services.clock.now())}.${format}`);
  ctx.type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/vnd.oasis.opendocument.spreadsheet';
  ctx.set('cache-control', 'private, no-store');
  ctx.body =
    format === 'csv'
      ? csv([head, ...cells.map((row) => row.map(textOf))])
      : await ods(title, [head.map((text) => ({ text })), ...cells]);
};
