import { mkdir, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { inRepo } from '../../core/paths.js';
import { loadExcuses } from '../../processes/catalogue/coverage/excuses.js';
import { partsOf } from '../../processes/catalogue/coverage/parts.js';
import { passedParts } from '../../processes/catalogue/coverage/passed.js';
import { coverageOf, faultsIn, reportOn } from '../../processes/catalogue/coverage/report.js';
import type { EngineWorld } from '../helpers/engine.js';

/**
 * After the scenarios of a run: what they passed of each procedure. The report goes to test-results/coverage-processes.md;
 * an element or a decision's rule that nobody passes fails.
 */
export const coverageTests = (world: () => EngineWorld, folders: readonly string[]): void => {
  describe.sequential('coverage of the procedures', () => {
    const reports: string[] = [];

    test.each(folders.map((folder) => [basename(folder), folder]))('%s', async (procedureId, folder) => {
      const { catalogue, db } = world().services;
      const version = await catalogue.latest(procedureId);
      if (!version) throw new Error(`${procedureId} is not published`);
      const coverage = coverageOf(
        partsOf(version),
        await passedParts(db, version),
        await loadExcuses(folder),
      );
      reports.push(reportOn(version.sheet.title, coverage));
      expect(faultsIn(coverage)).toEqual([]);
    });

    afterAll(async () => {
      await mkdir(inRepo('test-results'), { recursive: true });
      await writeFile(inRepo('test-results/coverage-processes.md'), reports.join('\n'));
    });
  });
};
