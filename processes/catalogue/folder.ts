import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { errorText } from '../../core/errors.js';
import { inRepo } from '../../core/paths.js';
import { formSchema, type FormSchema, type ProcedureBundle, type SharedProcess } from './bundle.js';
import { sharedContractSchema, type SharedContract } from './shared/contract.js';
import { sharedCalledBy } from './shared/called-by.js';
import { toAnalysts } from './schema-messages.js';
import { sheetSchema } from './sheet.js';

const filesIn = async (folder: string, ending: string): Promise<string[]> =>
  (await readdir(folder).catch(() => [])).filter((name) => extname(name) === ending).sort();

const textsIn = async (folder: string, ending: string): Promise<[string, string][]> =>
  Promise.all(
    (await filesIn(folder, ending)).map(async (name): Promise<[string, string]> => [
      basename(name, ending),
      await readFile(join(folder, name), 'utf8'),
    ]),
  );

const checked = <T>(schema: z.ZodType<T>, value: unknown, file: string): T => {
  const result = schema.safeParse(value, { error: toAnalysts });
  if (result.success) return result.data;
  const lines = result.error.issues.map(
    ({ path, message }) => `  ${path.join('.') || '(tutto)'}: ${message}`,
  );
  throw new Error(`${file} non è come deve essere:\n${lines.join('\n')}`);
};

const readAs = (format: 'JSON' | 'YAML', text: string, file: string): unknown => {
  try {
    return format === 'JSON' ? JSON.parse(text) : parse(text);
  } catch (error) {
    throw new Error(`${file} non è ${format} valido: ${errorText(error)}`);
  }
};

/** What a procedure's folder holds: files, and folders with the ending of what is in them. */
const known: Record<string, string | null> = {
  'process.bpmn': null,
  'sheet.yaml': null,
  forms: '.form',
  decisions: '.dmn',
  letters: '.hbs',
  scenarios: '.yaml',
  'coverage.yaml': null,
};

/** A file under a name that nobody reads is most often a slip: better told than left out in silence. */
const refuseUnknown = async (folder: string, files = known): Promise<void> => {
  const names = await readdir(folder).catch((): string[] => []);
  const strangers = names.filter((name) => !(name in files));
  for (const [name, ending] of Object.entries(files)) {
    if (!ending || !names.includes(name)) continue;
    const inside = await readdir(join(folder, name));
    strangers.push(...inside.filter((file) => extname(file) !== ending).map((file) => join(name, file)));
  }
  const visible = strangers.filter((name) => !basename(name).startsWith('.'));
  if (visible.length === 0) return;
  throw new Error(
    `In ${folder} nessuno legge: ${visible.join(', ')}. Qui si leggono ${Object.entries(files)
      .map(([name, ending]) => (ending ? `${name}/*${ending}` : name))
      .join(', ')}.`,
  );
};

const formsIn = async (folder: string): Promise<Record<string, FormSchema>> => {
  const forms = (await textsIn(join(folder, 'forms'), '.form')).map(([key, text]): [string, FormSchema] => {
    const file = join(folder, 'forms', `${key}.form`);
    return [key, checked(formSchema, readAs('JSON', text, file), file)];
  });
  return Object.fromEntries(forms);
};

const decisionsIn = async (folder: string): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await textsIn(join(folder, 'decisions'), '.dmn')).map(([name, text]) => [`${name}.dmn`, text]),
  );

const required = (folder: string, name: string, other: string): Promise<string> =>
  readFile(join(folder, name), 'utf8').catch(() => {
    throw new Error(`Manca ${join(folder, name)}: ogni ${other}.`);
  });

const knownOfShared: typeof known = {
  'process.bpmn': null,
  'contract.yaml': null,
  forms: '.form',
  decisions: '.dmn',
};

/**
 * Reads the folder of a shared subprocess.
 * @returns undefined when there is no such folder
 * @throws Error in Italian naming the file and what is wrong in it
 */
export const loadShared = async (folder: string): Promise<SharedProcess | undefined> => {
  if ((await readdir(folder).catch(() => [])).length === 0) return undefined;
  await refuseUnknown(folder, knownOfShared);
  const rule = 'sottoprocesso condiviso ha process.bpmn e contract.yaml';
  const contractFile = join(folder, 'contract.yaml');
  const contract = readAs('YAML', await required(folder, 'contract.yaml', rule), contractFile);
  return {
    bpmn: await required(folder, 'process.bpmn', rule),
    contract: checked(sharedContractSchema, contract, contractFile),
    forms: await formsIn(folder),
    decisions: await decisionsIn(folder),
  };
};

/**
 * Reads a procedure's folder, and the shared subprocesses that its diagram calls.
 * @throws Error in Italian naming the file and what is wrong in it
 */
export const loadFolder = async (folder: string): Promise<ProcedureBundle> => {
  await refuseUnknown(folder);
  const rule = 'procedimento ha process.bpmn e sheet.yaml';
  const sheetFile = join(folder, 'sheet.yaml');
  const sheet = readAs('YAML', await required(folder, 'sheet.yaml', rule), sheetFile);
  const bpmn = await required(folder, 'process.bpmn', rule);
  const bundle = {
    bpmn,
    sheet: checked(sheetSchema, sheet, sheetFile),
    forms: await formsIn(folder),
    decisions: await decisionsIn(folder),
    letters: Object.fromEntries(await textsIn(join(folder, 'letters'), '.hbs')),
  };
  return withShared(bundle);
};

/** What all shared subprocesses want and answer, by title. @throws Error in Italian, as loadShared */
export const sharedContracts = async (root = inRepo('processes/shared')): Promise<SharedContract[]> => {
  const names = await readdir(root).catch((): string[] => []);
  const all = await Promise.all(names.map((name) => loadShared(join(root, name))));
  return all
    .flatMap((shared) => (shared ? [shared.contract] : []))
    .sort((a, b) => a.title.localeCompare(b.title, 'it'));
};

/** A bundle with what its diagram calls, as it is today. A diagram that can't be read calls nothing: the lint tells. */
export const withShared = async (bundle: ProcedureBundle): Promise<ProcedureBundle> => {
  const shared = await sharedCalledBy(bundle.bpmn, loadShared);
  const own = { ...bundle };
  delete own.shared;
  return Object.keys(shared).length > 0 ? { ...own, shared } : own;
};
