import type { Knex } from 'knex';
import { z } from 'zod';
import { demand, type Actor } from '../../../core/actor.js';
import { BusinessError, ConflictError, NotFoundError } from '../../../core/errors.js';
import type { Services } from '../../../core/services.js';
import { parsedFile } from '../../../processes/catalogue/bundle-files.js';
import { isKnownFile, knownFilesSaid, type FolderFiles } from '../../../processes/catalogue/folder-files.js';
import { holdOpenDraft } from './draft.js';
import { noteChange } from './publication/withdraw.js';

/** Characters one file may have: five times the largest of ours. */
export const fileLimit = 2 * 1024 * 1024;

export interface DraftFile {
  path: string;
  content: string;
  revision: number;
  savedAt: Date;
  savedBy: string;
}

const columns = {
  path: 'path',
  content: 'content',
  revision: 'revision',
  savedAt: 'saved_at',
  savedBy: 'saved_by',
};

/** A draft's files as a folder has them. */
export const draftFiles = async (db: Knex, draftId: string): Promise<FolderFiles> => {
  const rows = (await db('draft_file')
    .where({ draft_id: draftId })
    .orderBy('path')
    .select('path', 'content')) as { path: string; content: string }[];
  return Object.fromEntries(rows.map(({ path, content }) => [path, content]));
};

/** @throws NotFoundError */
export const draftFile = async (db: Knex, draftId: string, path: string): Promise<DraftFile> => {
  const file = (await db('draft_file').where({ draft_id: draftId, path }).first(columns)) as
    DraftFile | undefined;
  if (!file) throw new NotFoundError('File della bozza');
  return file;
};

export interface SaveDraftFile {
  draftId: string;
  path: string;
  /** Null takes the file away. */
  content: string | null;
  /** The revision the writer began from; 0 for a new file. */
  revision: number;
}

/**
 * Writes one file of a draft. What stood there before is kept; a request to publish what stood there is no longer one.
 * @returns its revision now, for the next save
 * @throws ConflictError `draft.overtaken` when somebody saved it meanwhile: nothing is written; `draftFile` brings theirs
 * @throws BusinessError for a file that nobody would read, or one that is too large
 */
export const saveDraftFile = async (
  { db, clock }: Services,
  actor: Actor & { id: string },
  { draftId, path, content, revision }: SaveDraftFile,
): Promise<{ revision: number; savedAt: Date }> => {
  demand(actor, 'analyst', 'administrator');
  demandReadable(path, content);
  const at = clock.now();
  return db.transaction(async (trx) => {
    await holdOpenDraft(trx, draftId);
    const standing = (await trx('draft_file').where({ draft_id: draftId, path }).first(columns)) as
      DraftFile | undefined;
    if ((standing?.revision ?? 0) !== revision) {
      if (standing?.content === content) return { revision: standing.revision, savedAt: standing.savedAt }; // sent twice
      throw overtaken(standing);
    }
    if (standing) await keepPast(trx, draftId, standing);
    const next = (standing?.revision ?? (await lastRevision(trx, draftId, path))) + 1;
    await trx('draft_file').where({ draft_id: draftId, path }).delete();
    if (content !== null) {
      await trx('draft_file').insert({
        draft_id: draftId,
        path,
        content,
        revision: next,
        saved_at: at,
        saved_by: actor.name,
        saved_by_id: actor.id,
      });
    }
    const title = path === 'sheet.yaml' && content !== null ? titleIn(content) : undefined;
    await trx('procedure_draft')
      .where({ id: draftId })
      .update({ updated_at: at, ...(title && { title }) });
    await noteChange(trx, draftId, { actor, at });
    return { revision: content === null ? 0 : next, savedAt: at };
  });
};

const titled = z.looseObject({ title: z.string().min(1) });

/** The procedure's name, if the sheet can be read so far. */
const titleIn = (sheet: string): string | undefined => {
  const read = parsedFile('sheet.yaml', sheet, { format: 'YAML', schema: titled });
  return 'value' in read ? read.value.title : undefined;
};

const keepPast = async (
  trx: Knex.Transaction,
  draftId: string,
  { path, content, revision, savedAt, savedBy }: DraftFile,
): Promise<void> => {
  await trx('draft_file_past').insert({
    draft_id: draftId,
    path,
    content,
    revision,
    saved_at: savedAt,
    saved_by: savedBy,
  });
};

const lastRevision = async (trx: Knex.Transaction, draftId: string, path: string): Promise<number> => {
  const row = (await trx('draft_file_past')
    .where({ draft_id: draftId, path })
    .max('revision as revision')
    .first()) as { revision: number | null } | undefined;
  return row?.revision ?? 0;
};

const demandReadable = (path: string, content: string | null): void => {
  if (!isKnownFile(path)) {
    throw new BusinessError('draft.file-unknown', {
      message: `Nessuno leggerebbe il file ${path}.`,
      remedy: `In un procedimento si leggono ${knownFilesSaid()}.`,
    });
  }
  if (content !== null && content.length > fileLimit) {
    throw new BusinessError('draft.file-large', {
      message: `Il file ${path} supera i 2 MB.`,
      remedy: 'La bozza non è cambiata. Riduci il file e riprova.',
    });
  }
};

const when = new Intl.DateTimeFormat('it-IT', { timeStyle: 'short', timeZone: 'Europe/Rome' });

const overtaken = (standing: DraftFile | undefined): ConflictError =>
  new ConflictError('draft.overtaken', {
    message: standing
      ? `Intanto ${standing.savedBy} ha salvato questo file, alle ${when.format(standing.savedAt)}.`
      : 'Intanto qualcuno ha tolto questo file dalla bozza.',
    remedy:
      'Quello che hai scritto è ancora qui: scegli quale versione tenere. L’altra resta nella cronologia.',
  });
