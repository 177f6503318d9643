import type { Knex } from 'knex';
import { demand, type Actor } from '../../../core/actor.js';
import type { Services } from '../../../core/services.js';
import { filesOfBundle } from '../../../processes/catalogue/bundle-files.js';
import type { ProcedureBundle } from '../../../processes/catalogue/bundle.js';
import type { FolderFiles } from '../../../processes/catalogue/folder-files.js';
import { audit } from '../../audit.js';

export interface NewProcedureDraft {
  procedureId: string;
  title: string;
  /** Null for a procedure that isn't in force yet. */
  baseVersionId: string | null;
  files: FolderFiles;
}

/** Begins a draft from files: a version's, an imported folder's, or the few of a new procedure. @returns its id */
export const beginDraft = async (
  { db, clock }: Services,
  actor: Actor & { id: string },
  { procedureId, title, baseVersionId, files }: NewProcedureDraft,
): Promise<string> => {
  demand(actor, 'analyst', 'administrator');
  const at = clock.now();
  return db.transaction(async (trx) => {
    const [draft] = (await trx('procedure_draft')
      .insert({
        procedure_id: procedureId,
        title,
        base_version_id: baseVersionId,
        created_at: at,
        created_by: actor.name,
        updated_at: at,
      })
      .returning('id')) as { id: string }[];
    if (!draft) throw new Error('The draft was not stored');
    await trx('draft_file').insert(
      Object.entries(files).map(([path, content]) => ({
        draft_id: draft.id,
        path,
        content,
        revision: 1,
        saved_at: at,
        saved_by: actor.name,
        saved_by_id: actor.id,
      })),
    );
    await audit(trx, {
      at,
      actor,
      act: 'officina.bozza-iniziata',
      details: { procedimento: procedureId, bozza: draft.id },
    });
    return draft.id;
  });
};

/** The files a version was published from; those of its bundle where they were not kept yet. */
export const filesOfVersion = async (db: Knex, versionId: string): Promise<FolderFiles> => {
  const row = (await db('procedure_version').where({ id: versionId }).first('files', 'bundle')) as
    { files: FolderFiles | null; bundle: ProcedureBundle } | undefined;
  if (!row) throw new Error(`No version ${versionId}`);
  return row.files ?? filesOfBundle(row.bundle);
};
