import { posix } from 'node:path';
import type { FileChange } from '../../../processes/catalogue/compare/change.js';
import { compareFiles } from '../../../processes/catalogue/compare/compare-files.js';
import { diagramChanges } from '../../../processes/catalogue/compare/diagram.js';
import type { FolderFiles } from '../../../processes/catalogue/folder-files.js';
import { officeNameIn } from '../../../processes/catalogue/municipality.js';
import type { Page } from '../../page.js';
import { drawingsOf } from './drawings.js';
import { sentenceOf } from './say.js';

export interface Side {
  files: FolderFiles;
  /** How it is called: «versione 3 (…)», «bozza di …». */
  name: string;
}

const kindOf = (path: string): string =>
  path.includes('/') ? posix.dirname(path) : posix.basename(path, posix.extname(path));

/** What the page shows of the differences between two sets of files. */
export const comparisonOf = async (ctx: Page, before: Side, after: Side) => {
  const { services, t } = ctx.state;
  const officeName = officeNameIn(services.catalogue.municipality);
  const files = await compareFiles(before.files, after.files, officeName);
  const diagram = files.find(({ path }) => path === 'process.bpmn');
  const diagrams = { before: before.files['process.bpmn'], after: after.files['process.bpmn'] };
  return {
    before: before.name,
    after: after.name,
    files: files.map((file) => shown(file, t)),
    moved: diagram?.changes ? await movedIn(diagrams, officeName) : 0,
    ...(diagram ? await drawingsOf(ctx, diagrams, diagram.changes) : { drawings: [] }),
  };
};

const shown = ({ path, kind, changes, lines }: FileChange, t: Page['state']['t']) => ({
  path,
  kind: kindOf(path),
  name: path.includes('/') ? posix.basename(path, posix.extname(path)) : '',
  whole: kind === 'changed' ? (changes.length + lines.length > 0 ? null : 'spaces') : kind,
  changes: changes.map((change) => ({ kind: change.kind, sentence: sentenceOf(change, t) })),
  lines,
});

const movedIn = async (
  { before, after }: { before: string | undefined; after: string | undefined },
  officeName: (id: string) => string,
): Promise<number> => {
  if (before === undefined || after === undefined) return 0;
  const { moved } = await diagramChanges(before, after, officeName).catch(() => ({ moved: [] }));
  return moved.length;
};
