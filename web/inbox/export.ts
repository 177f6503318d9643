import type { Services } from '../../core/services.js';
import type { OdsCell } from '../list/export/ods.js';
import { dayCell, exportLimit, sendTable } from '../list/export/send.js';
import type { Page } from '../page.js';
import { inboxPage, type Person } from './query.js';
import { inboxRows, type InboxRow } from './rows.js';
import { inboxColumns, type InboxState } from './state.js';

const cells: Record<(typeof inboxColumns)[number], (row: InboxRow) => OdsCell[]> = {
  case: ({ caseNumber, subject }) => [{ text: caseNumber }, { text: subject }],
  applicant: ({ applicant }) => [{ text: applicant }],
  due: ({ dueAt }) => [dayCell(dueAt)],
  holder: ({ claimedByName }) => [{ text: claimedByName ?? '' }],
};
const heads: Record<(typeof inboxColumns)[number], string[]> = {
  case: ['inbox.case', 'list.subject'],
  applicant: ['inbox.applicant'],
  due: ['inbox.due'],
  holder: ['inbox.holder'],
};

/** Sends the tasks that the list shows, all its pages, with its columns. @throws NotFoundError for another format */
export const sendInbox = async (
  services: Services,
  ctx: Page,
  { actor, state, format }: { actor: Person; state: InboxState; format: string },
): Promise<void> => {
  const { t } = ctx.state;
  const { tasks } = await inboxPage(services.db, actor, state, services.clock.now(), exportLimit + 1);
  const columns = inboxColumns.filter((column) => !state.cols || state.cols.split(',').includes(column));
  const rows = await inboxRows(services.catalogue, actor, tasks);
  await sendTable(services, ctx, format, {
    id: 'inbox',
    title: t('inbox.title'),
    head: [t('inbox.task'), ...columns.flatMap((column) => heads[column].map((key) => t(key)))],
    columns: ['task', ...columns],
    rows: rows.map((row) => [{ text: row.title }, ...columns.flatMap((column) => cells[column](row))]),
  });
};
