import { formSchema } from '../bundle.js';
import { parsedFile } from '../bundle-files.js';
import type { FolderFiles } from '../folder-files.js';
import { sheetSchema } from '../sheet.js';
import type { Change, FileChange } from './change.js';
import { decisionChanges } from './decision.js';
import { diagramChanges } from './diagram.js';
import { formChanges } from './form.js';
import { lineChanges } from './lines.js';
import { sheetChanges } from './sheet.js';
import type { OfficeName } from '../shared/fill-in.js';

/** Read as text by whoever compares: letters, scenarios, excuses. */
const isReadAsText = (path: string): boolean =>
  path.startsWith('letters/') || path.startsWith('scenarios/') || path === 'coverage.yaml';

/**
 * What differs between two sets of a procedure's files, file by file: diagram and sheet first, then by path. A file that
 * can't be read as what it should be is shown line by line.
 */
export const compareFiles = async (
  before: FolderFiles,
  after: FolderFiles,
  officeName: OfficeName,
): Promise<FileChange[]> => {
  const paths = Object.keys({ ...before, ...after }).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const found = paths.map((path) => fileChange(path, before[path], after[path], officeName));
  return (await Promise.all(found)).filter((change) => change !== null);
};

const first = ['sheet.yaml', 'process.bpmn'];

const rank = (path: string): number => (first.includes(path) ? first.indexOf(path) : first.length);

const fileChange = async (
  path: string,
  before: string | undefined,
  after: string | undefined,
  officeName: OfficeName,
): Promise<FileChange | null> => {
  if (before === after) return null;
  if (before === undefined || after === undefined)
    return { path, kind: before === undefined ? 'added' : 'removed', changes: [], lines: [] };
  const asLines = { path, kind: 'changed' as const, changes: [], lines: lineChanges(before, after) };
  if (isReadAsText(path)) return asLines;
  try {
    const changes = await changesOf(path, before, after, officeName);
    // Other spaces or comments: the file differs, what it says doesn't
    return changes ? { ...asLines, changes, lines: [] } : asLines;
  } catch {
    return asLines;
  }
};

/** @returns null when one of the files can't be read */
const changesOf = async (
  path: string,
  before: string,
  after: string,
  officeName: OfficeName,
): Promise<Change[] | null> => {
  if (path === 'process.bpmn') return (await diagramChanges(before, after, officeName)).changes;
  if (path.startsWith('decisions/')) {
    const changes = await decisionChanges(before, after);
    return changes.length > 0 ? changes : null; // kinds of decisions that aren't read: line by line
  }
  if (path === 'sheet.yaml') {
    const [one, other] = [before, after].map((text) =>
      parsedFile(path, text, { format: 'YAML', schema: sheetSchema }),
    );
    return one && other && 'value' in one && 'value' in other
      ? sheetChanges(one.value, other.value, officeName)
      : null;
  }
  const [one, other] = [before, after].map((text) =>
    parsedFile(path, text, { format: 'JSON', schema: formSchema }),
  );
  return one && other && 'value' in one && 'value' in other ? formChanges(one.value, other.value) : null;
};
