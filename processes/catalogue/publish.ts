import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { inRepo } from '../../core/paths.js';
import { enqueue } from '../../engine/gateway/outbox.js';
import { bundleHash, type ProcedureBundle } from './bundle.js';
import { loadProcedure } from './folder.js';
import type { FolderFiles } from './folder-files.js';
import { stampRevision } from './revision.js';
import { bindShared } from './shared/bind.js';

export interface Publish {
  bundle: ProcedureBundle;
  /** What it was read from, scenarios and comments too: what the next draft begins with. */
  files: FolderFiles | null;
  createdBy: string;
  /** Why, in the analyst's words; null at start from the folders. */
  reason: string | null;
  at: Date;
}

/**
 * Asks the engine to take a version; it is in force once the engine has (status `deployed`).
 * @returns id of the version
 */
export const publishVersion = async (
  trx: Knex.Transaction,
  { bundle, files, createdBy, reason, at }: Publish,
): Promise<string> => {
  const contentHash = bundleHash(bundle);
  const procedureId = bundle.sheet.id;
  const [row] = (await trx('procedure_version')
    .insert({
      procedure_id: procedureId,
      content_hash: contentHash,
      bundle: JSON.stringify(bundle),
      files: files && JSON.stringify(files),
      status: 'pending',
      reason,
      created_at: at,
      created_by: createdBy,
    })
    .returning('id')) as { id: string }[];
  if (!row) throw new Error(`${procedureId} was not stored`);
  const revision = `${contentHash.slice(0, 16)} ${at.toISOString()}`;
  const { bpmn, decisions } = await bindShared(bundle);
  await enqueue(trx, {
    kind: 'deploy',
    payload: {
      procedureVersionId: row.id,
      resources: [
        { name: `${procedureId}.bpmn`, content: await stampRevision(bpmn, revision) },
        ...Object.entries(decisions).map(([name, content]) => ({ name, content })),
      ],
    },
    idempotencyKey: `deploy ${row.id} ${at.toISOString()}`,
    caseId: null,
    createdBy,
    at,
  });
  return row.id;
};

/** The procedures' folders: whatever lies in `processes/` and has a diagram. */
export const procedureFolders = async (root = inRepo('processes')): Promise<string[]> => {
  const entries = await readdir(root, { withFileTypes: true });
  const folders = entries.filter(
    (entry) => entry.isDirectory() && !['catalogue', 'shared'].includes(entry.name),
  );
  return folders.map(({ name }) => join(root, name)).sort();
};

export interface DeployResult {
  /** Versions that now wait for the engine. */
  versionIds: string[];
  /** Folders that can't be published, each with the reason in Italian. */
  rejected: string[];
}

/** Looks a procedure over before it is published. @returns what forbids it, in Italian */
export type Check = (bundle: ProcedureBundle, folder: string) => Promise<string[]>;

/**
 * Publishes the folders whose content was never published. One that an analyst has changed in the browser since keeps the
 * analyst's version: its folder's content was published before.
 */
export const publishChangedFolders = async (db: Knex, at: Date, check: Check): Promise<DeployResult> => {
  const result: DeployResult = { versionIds: [], rejected: [] };
  for (const folder of await procedureFolders()) {
    try {
      const { bundle, files } = await loadProcedure(folder);
      const id = await db.transaction((trx) =>
        publishUnlessKnown(trx, { bundle, files, at, check: () => check(bundle, folder) }),
      );
      if (id) result.versionIds.push(id);
    } catch (error) {
      result.rejected.push(error instanceof Error ? error.message : String(error));
    }
  }
  return result;
};

interface FoundInFolder {
  bundle: ProcedureBundle;
  files: FolderFiles;
  at: Date;
  check: () => Promise<string[]>;
}

const publishUnlessKnown = async (
  trx: Knex.Transaction,
  { bundle, files, at, check }: FoundInFolder,
): Promise<string | null> => {
  await trx.raw("select pg_advisory_xact_lock(hashtext('procedures'))"); // two processes may start at once
  const known = (await trx('procedure_version')
    .where({ procedure_id: bundle.sheet.id, content_hash: bundleHash(bundle) })
    .whereNot({ status: 'rejected' })
    .first('id')) as { id: string } | undefined;
  if (known) {
    // Scenarios and comments aren't part of what is published: they follow the folder without a new version
    await trx('procedure_version')
      .where({ id: known.id })
      .update({ files: JSON.stringify(files) });
    return null;
  }
  const faults = await check();
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return publishVersion(trx, { bundle, files, createdBy: 'Sportello', reason: null, at });
};
