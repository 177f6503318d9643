import { parse, stringify } from 'yaml';
import { InputError } from '../../../core/errors.js';
import { inRepo } from '../../../core/paths.js';

import { filesOfProcedure, readFolder, type FolderFiles } from '../folder-files.js';
import type { Municipality } from '../municipality.js';

export interface NewProcedure {
  /** Code of the procedure: small letters, figures and hyphens. */
  id: string;
  title: string;
  /** Id of the office that does it. */
  office: string;
}

const folder = inRepo('processes/catalogue/starter/folder');

/**
 * The files a new procedure begins with: a request, one task, an end, and a scenario that walks through them.
 * @throws InputError for a code that can't be one, no title, an office that isn't in comune.yaml
 */
export const newProcedure = async (
  { id, title, office }: NewProcedure,
  { offices }: Pick<Municipality, 'offices'>,
): Promise<FolderFiles> => {
  const fields: Record<string, string> = {};
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))
    fields['id'] = 'Il codice ha solo lettere minuscole, cifre e trattini, e comincia con una lettera.';
  if (!title.trim()) fields['title'] = 'Scrivi il nome del procedimento.';
  if (!offices.some((known) => known.id === office)) fields['office'] = 'Scegli l’ufficio.';
  if (Object.keys(fields).length > 0) throw new InputError(fields);
  const files = await readFolder(folder, filesOfProcedure);
  const filled = Object.entries(files).map(([path, text]): [string, string] => [
    path,
    text.replaceAll('procedimento-nuovo', id).replaceAll('ufficio-nuovo', office),
  ]);
  return titled(Object.fromEntries(filled), title.trim());
};

/** The title is a person's text: it goes in as YAML and as XML want it. */
const titled = (files: Record<string, string>, title: string): FolderFiles => {
  const sheet = parse(files['sheet.yaml'] ?? '') as Record<string, unknown>;
  const escaped = title.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
  return {
    ...files,
    'sheet.yaml': stringify({ ...sheet, title, keywords: [title] }),
    'process.bpmn': (files['process.bpmn'] ?? '').replace(
      /name="Procedimento nuovo"/,
      () => `name="${escaped}"`,
    ),
  };
};
