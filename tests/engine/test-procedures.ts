import { expect } from 'vitest';
import { inRepo } from '../../core/paths.js';
import { notify } from '../../db/listen.js';
import { loadProcedure } from '../../processes/catalogue/folder.js';
import { procedureFolders, publishVersion } from '../../processes/catalogue/publish.js';
import { faultsOf } from '../../start/faults-of.js';
import { untilPublished } from '../../start/until-published.js';
import type { EngineWorld } from '../helpers/engine.js';

/** Procedures that no Comune has: they pass what a shared subprocess can do and no published procedure needs yet. */
export const testProcedureFolders = (): Promise<string[]> =>
  procedureFolders(inRepo('tests/engine/procedures'));

/** Publishes them as the start publishes the others. @returns takes them back: the run's other tests know nothing of them */
export const publishTestProcedures = async ({
  services: { db, clock },
}: EngineWorld): Promise<() => Promise<void>> => {
  const ids: string[] = [];
  for (const folder of await testProcedureFolders()) {
    const { bundle, files } = await loadProcedure(folder);
    expect(await faultsOf(bundle, folder)).toEqual([]);
    const version = { bundle, files, createdBy: 'prova', reason: null, at: clock.now() };
    ids.push(await db.transaction((trx) => publishVersion(trx, version)));
  }
  expect(await untilPublished(db, ids)).toEqual([]);
  return async () => {
    await db('procedure_version').whereIn('id', ids).update({ status: 'rejected' });
    await notify(db, 'procedures');
  };
};
