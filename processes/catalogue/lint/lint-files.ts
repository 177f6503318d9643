import { posix } from 'node:path';
import { bundleOfFiles, parsedFile, type FileFault } from '../bundle-files.js';
import { excusesSchema } from '../coverage/excuses.js';
import type { FolderFiles } from '../folder-files.js';
import { withShared } from '../folder.js';
import { scenariosIn } from '../scenario/in-files.js';
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
  const excuses = parsedFile('coverage.yaml', files['coverage.yaml'] || '{}', {
    format: 'YAML',
    schema: excusesSchema,
  });
  return [...scenariosIn(files).faults, ...('faults' in excuses ? excuses.faults : [])];
};

const asFinding = ({ path, message, line }: FileFault, folder: string): Finding => ({
  file: posix.join(folder, path),
  elementId: null,
  elementName: null,
  rule: 'readable',
  message: `Il file ${message}`,
  ...(line === undefined ? {} : { line }),
  severity: 'error',
});
