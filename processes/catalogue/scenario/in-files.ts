import { join } from 'node:path';
import { parsedFile, type FileFault } from '../bundle-files.js';
import { filesOfProcedure, filesUnder, readFolder, type FolderFiles } from '../folder-files.js';
import { scenarioSchema, type NamedScenario, type Scenario } from './schema.js';

/** The scenarios among a procedure's files by name, and those that can't be read. */
export const scenariosIn = (
  files: FolderFiles,
): { scenarios: { name: string; scenario: Scenario }[]; faults: FileFault[] } => {
  const scenarios: { name: string; scenario: Scenario }[] = [];
  const faults: FileFault[] = [];
  for (const [name, text, path] of filesUnder(files, 'scenarios')) {
    const read = parsedFile(path, text, { format: 'YAML', schema: scenarioSchema });
    if ('faults' in read) faults.push(...read.faults);
    else scenarios.push({ name, scenario: read.value });
  }
  return { scenarios, faults };
};

/** All scenarios of a procedure's folder, by file name. @throws Error naming the file and what is wrong in it */
export const loadScenarios = async (folder: string, procedureId: string): Promise<NamedScenario[]> => {
  const { scenarios, faults } = scenariosIn(await readFolder(folder, filesOfProcedure));
  if (faults.length > 0)
    throw new Error(faults.map(({ path, message }) => `${join(folder, path)} ${message}`).join('\n'));
  return scenarios.map(({ name, scenario }) => ({
    procedureId,
    file: join(folder, 'scenarios', `${name}.yaml`),
    scenario,
  }));
};
