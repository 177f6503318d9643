import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join, posix } from 'node:path';

/** What a folder holds: text by path inside it, as `forms/domanda.form`. */
export type FolderFiles = Readonly<Record<string, string>>;

/** Files of a folder that somebody reads; a folder's name has the ending of what lies in it. */
export type KnownFiles = Readonly<Record<string, string | null>>;

export const filesOfProcedure: KnownFiles = {
  'process.bpmn': null,
  'sheet.yaml': null,
  forms: '.form',
  decisions: '.dmn',
  letters: '.hbs',
  scenarios: '.yaml',
  'coverage.yaml': null,
};

export const filesOfShared: KnownFiles = {
  'process.bpmn': null,
  'contract.yaml': null,
  forms: '.form',
  decisions: '.dmn',
};

/** Whether a file of this path is read by anybody: in one of the folders, with its ending, and not deeper. */
export const isKnownFile = (path: string, known: KnownFiles = filesOfProcedure): boolean => {
  if (path in known) return known[path] === null;
  const [folder = '', name = '', ...deeper] = path.split('/');
  const ending = known[folder];
  return (
    deeper.length === 0 &&
    typeof ending === 'string' &&
    posix.extname(name) === ending &&
    name !== ending &&
    !name.startsWith('.')
  );
};

/** What may lie in a folder, for messages: `process.bpmn, forms/*.form…`. */
export const knownFilesSaid = (known: KnownFiles = filesOfProcedure): string =>
  Object.entries(known)
    .map(([name, ending]) => (ending ? `${name}/*${ending}` : name))
    .join(', ');

/**
 * Reads a folder; hidden files are left out.
 * @returns nothing in it when there is no such folder
 * @throws Error in Italian about files that nobody reads: a name like that is most often a slip
 */
export const readFolder = async (folder: string, known: KnownFiles): Promise<FolderFiles> => {
  const visible = (names: string[]): string[] => names.filter((name) => !name.startsWith('.')).sort();
  const names = visible(await readdir(folder).catch((): string[] => []));
  const paths: string[] = [];
  for (const name of names) {
    if (!known[name]) paths.push(name);
    else paths.push(...visible(await readdir(join(folder, name))).map((file) => posix.join(name, file)));
  }
  const strangers = paths.filter((path) => !isKnownFile(path, known));
  if (strangers.length > 0) {
    throw new Error(
      `In ${folder} nessuno legge: ${strangers.join(', ')}. Qui si leggono ${knownFilesSaid(known)}.`,
    );
  }
  const texts = paths.map(async (path) => [path, await readFile(join(folder, path), 'utf8')] as const);
  return Object.fromEntries(await Promise.all(texts));
};

/** Files of one of a folder's folders, by name without ending: `forms` gives `domanda`. */
export const filesUnder = (
  files: FolderFiles,
  folder: string,
): [name: string, text: string, path: string][] =>
  Object.entries(files)
    .filter(([path]) => path.startsWith(`${folder}/`))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]) => [basename(path, extname(path)), text, path]);
