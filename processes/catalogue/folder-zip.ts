import { declaresEntities } from '../../core/xml.js';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { BusinessError } from '../../core/errors.js';
import { isKnownFile, knownFilesSaid, type FolderFiles } from './folder-files.js';

/** Bytes of a zip, of one file in it and of all together; ours have a tenth of it. */
export const zipLimits = { zip: 4_000_000, file: 2_000_000, all: 20_000_000, files: 300 };

/** The same moment for every file: the same folder gives the same zip. */
const noTime = new Date('2000-01-01T00:00:00');

/** A procedure's folder as a zip, with a folder of its name in it. */
export const zipFolder = (name: string, files: FolderFiles): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => [`${name}/${path}`, [strToU8(text), { mtime: noTime }]]),
    ),
  );

const refused = (message: string): BusinessError =>
  new BusinessError('folder.refused', {
    message,
    remedy: 'Non è stato importato nulla. Correggi la cartella e riprova.',
  });

/** What systems add by themselves and nobody means. */
const isHidden = (path: string): boolean =>
  path
    .split('/')
    .some((part) => part === '__MACOSX' || (part.startsWith('.') && part !== '..' && part !== '.'));

/** Without the one folder around everything, which most programs put there. */
const withoutOuter = (paths: string[]): ((path: string) => string) => {
  const [outer] = paths[0]?.split('/') ?? [];
  const isAround = paths.every((path) => path.includes('/') && path.split('/')[0] === outer);
  const known = paths.some((path) => isKnownFile(path));
  return (path) => (isAround && !known ? path.slice((outer ?? '').length + 1) : path);
};

/**
 * Reads a procedure's folder out of a zip.
 * @throws BusinessError naming the file: too many or too large, a path that leads out, a file nobody reads, text that isn't
 * UTF-8, entities in a diagram or decision
 */
export const unzipFolder = (zip: Uint8Array): FolderFiles => {
  if (zip.length > zipLimits.zip) throw refused('Il file zip supera i 4 MB.');
  const entries = Object.entries(unpacked(zip)).filter(([path]) => !isHidden(path));
  if (entries.length === 0) throw refused('Il file zip è vuoto.');
  const inner = withoutOuter(entries.map(([path]) => path));
  const strangers = entries.map(([path]) => inner(path)).filter((path) => !isKnownFile(path));
  if (strangers.length > 0) {
    throw refused(`Nessuno legge: ${strangers.slice(0, 5).join(', ')}. Si leggono ${knownFilesSaid()}.`);
  }
  return Object.fromEntries(entries.map(([path, bytes]) => [inner(path), textOf(inner(path), bytes)]));
};

const unpacked = (zip: Uint8Array): Record<string, Uint8Array> => {
  let all = 0;
  let count = 0;
  try {
    return unzipSync(zip, {
      filter: ({ name, originalSize }) => {
        if (name.endsWith('/')) return false;
        if (name.startsWith('/') || name.includes('\\') || name.split('/').includes('..'))
          throw refused(`Il percorso ${name} porta fuori dalla cartella.`);
        if (originalSize > zipLimits.file) throw refused(`Il file ${name} supera i 2 MB.`);
        if ((count += 1) > zipLimits.files) throw refused(`I file sono più di ${zipLimits.files}.`);
        if ((all += originalSize) > zipLimits.all) throw refused('I file insieme superano i 20 MB.');
        return true;
      },
    });
  } catch (error) {
    if (error instanceof BusinessError) throw error;
    throw refused('Il file non è uno zip leggibile.');
  }
};

const textOf = (path: string, bytes: Uint8Array): string => {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refused(`Il file ${path} non è testo UTF-8.`);
  }
  if (/\.(bpmn|dmn)$/.test(path) && declaresEntities(text))
    throw refused(`Il file ${path} contiene un DOCTYPE o delle entità: per sicurezza non viene letto.`);
  return text;
};
