import { posix } from 'node:path';
import { bundleOfFiles, parsedFile, type FileFault } from '../bundle-files.js';
import { excusesSchema } from '../coverage/excuses.js';
import { filesUnder, type FolderFiles } from '../folder-files.js';
import { withShared } from '../folder.js';
import { scenarioSchema } from '../scenario/schema.js';
import type { Finding } from './finding.js';
import { lintBundle, type LintOptions } from './lint.js';

/**
 * Everything that is wrong in a procedure's files, also those that are not published (scenarios, excuses). Files that
 * can't be read are told first: what lies behind them can't be looked at.
 */
export const lintFiles = async (files: FolderFiles, options: LintOptions): Promise<Finding[]> => {
  const read = bundleOfFiles(files);
  const unread = 'faults' in read ? read.faults : [];
  const faults = [...unread, ...faultsBeside(files)].map((fault) => asFinding(fault, options.folder));
  if ('faults' in read) return faults;
  return [...faults, ...(await lintBundle(await withShared(read.bundle), options))];
};

const faultsBeside = (files: FolderFiles): FileFault[] => {
  const scenarios = filesUnder(files, 'scenarios').map(([, text, path]) =>
    parsedFile(path, text, { format: 'YAML', schema: scenarioSchema }),
  );
  const excuses = parsedFile('coverage.yaml', files['coverage.yaml'] || '{}', {
    format: 'YAML',
    schema: excusesSchema,
  });
  return [...scenarios, excuses].flatMap((read) => ('fault' in read ? [read.fault] : []));
};

const asFinding = ({ path, message }: FileFault, folder: string): Finding => ({
  file: posix.join(folder, path),
  elementId: null,
  elementName: null,
  rule: 'readable',
  message: `Il file ${message}`,
  severity: 'error',
});
