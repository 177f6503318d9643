import { parsedFile, type FileFault } from '../bundle-files.js';
import { filesUnder, type FolderFiles } from '../folder-files.js';
import { scenarioSchema, type Scenario } from './schema.js';

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
