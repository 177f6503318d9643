import { posix } from 'node:path';

const places: Readonly<Record<string, string>> = {
  forms: '.form',
  decisions: '.dmn',
  letters: '.hbs',
  scenarios: '.yaml',
};

/** The address of the page that edits a file of a draft, below the draft's own; null for one edited nowhere. */
export const editorOf = (path: string): string | null => {
  if (path === 'process.bpmn') return 'diagram';
  if (path === 'sheet.yaml') return 'sheet';
  const folder = posix.dirname(path);
  const ending = places[folder];
  return ending ? `${folder}/${encodeURIComponent(posix.basename(path, ending))}` : null;
};

/** The kinds of files a draft has, in the order in which they are shown, with where each is edited. */
export const groupsOf = (paths: readonly string[]) =>
  ['process.bpmn', 'sheet.yaml', ...Object.keys(places)].map((kind) => ({
    kind: posix.basename(kind, posix.extname(kind)),
    files: paths
      .filter((path) => path === kind || path.startsWith(`${kind}/`))
      .map((path) => ({
        path,
        name: posix.basename(path, posix.extname(path)),
        isOnlyOne: path === kind,
        editor: editorOf(path),
      })),
  }));
