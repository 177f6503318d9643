import { BusinessError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { draftById, type ProcedureDraft } from '../../../db/transactions/workshop/draft.js';
import { draftFile, draftFiles, type DraftFile } from '../../../db/transactions/workshop/draft-files.js';
import type { FolderFiles } from '../../../processes/catalogue/folder-files.js';
import type { Finding } from '../../../processes/catalogue/lint/finding.js';
import { formOf, uuidParam, type Page, type ViewData } from '../../page.js';
import { findingsOfDraft } from '../drafts/check.js';
import { saveTyped } from './save-typed.js';
import { editorSettings } from './settings.js';

/** A file of a draft on the page that edits it. */
export interface OpenFile {
  draft: ProcedureDraft;
  file: DraftFile;
  /** All files of the draft, this one as it stands on the page. */
  files: FolderFiles;
  /** What is wrong in this file. */
  findings: Finding[];
  /** Why what was typed could not be saved; it is still on the page. */
  problem: { message: string; remedy: string } | null;
}

/** Findings of one file, in its order. */
export const inFile = (findings: readonly Finding[], path: string): Finding[] =>
  findings.filter(({ file }) => file === path).sort((a, b) => (a.line ?? 0) - (b.line ?? 0));

/** Opens the file that an address names. @throws NotFoundError */
export const openFile = async (services: Services, ctx: Page, path: string): Promise<OpenFile> => {
  const draft = await draftById(services.db, uuidParam(ctx, 'draftId', 'Bozza'));
  const file = await draftFile(services.db, draft.id, path);
  const files = await draftFiles(services.db, draft.id);
  const findings = inFile(await findingsOfDraft(services, draft), path);
  return { draft, file, files, findings, problem: null };
};

/** Text as it is kept: browsers send lines with two signs at their end. */
export const typedText = (ctx: Page): string =>
  (formOf(ctx).fields.get('content') ?? '').replaceAll('\r\n', '\n');

/**
 * Saves what a page without script sent, and opens the file again: as it is saved, or with what was typed and why it is not
 * saved. The next attempt then goes on from what stands there: whoever has read that somebody was faster may insist.
 */
export const saveAndOpen = async (
  services: Services,
  ctx: Page,
  { path, content }: { path: string; content: string },
): Promise<OpenFile> => {
  const draftId = uuidParam(ctx, 'draftId', 'Bozza');
  const refused = await saveTyped(services, ctx, { draftId, path, content });
  const open = await openFile(services, ctx, path);
  if (!refused) return open;
  ctx.status = 409;
  const { draft, files, file } = open;
  const findings = inFile(await findingsOfDraft(services, draft, { [path]: content }), path);
  return {
    ...open,
    file: { ...file, content },
    files: { ...files, [path]: content },
    findings,
    problem: refused,
  };
};

/** What every editor's view is given, besides what is its own. */
export const editorFrame = (ctx: Page, open: OpenFile, heading: string): ViewData => {
  const { t } = ctx.state;
  const { draft, file } = open;
  return {
    ...open,
    title: heading,
    section: 'workshop',
    crumbs: [
      { label: t('workshop.title'), href: '/workshop' },
      { label: draft.title, href: `/workshop/drafts/${draft.id}` },
      { label: heading },
    ],
    heading,
    address: ctx.path,
    settings: editorSettings(ctx, draft, file.path),
  };
};

/** A file's name out of the address. @throws BusinessError for one that no file can have */
export const nameParam = (ctx: Page, name: string): string => {
  const value = ctx.params[name] ?? '';
  if (/^[\w-]{1,80}$/u.test(value)) return value;
  throw new BusinessError('draft.file-name', {
    message: `«${value}» non può essere il nome di un file.`,
    remedy: 'Un nome ha lettere, cifre e trattini, senza spazi né accenti.',
    field: 'name',
  });
};
