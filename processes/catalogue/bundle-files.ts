import { parse, stringify } from 'yaml';
import type { z } from 'zod';
import { errorText } from '../../core/errors.js';
import { formSchema, type FormSchema, type ProcedureBundle } from './bundle.js';
import { filesUnder, type FolderFiles } from './folder-files.js';
import { sheetSchema } from './sheet.js';

/** A file that can't be read as what it should be. */
export interface FileFault {
  path: string;
  /** Italian, without the file's name: it may follow it. */
  message: string;
}

type Parsed<T> = { value: T } | { fault: FileFault };

/** Reads one file of YAML or JSON and checks its shape. */
export const parsedFile = <T>(
  path: string,
  text: string,
  { format, schema }: { format: 'JSON' | 'YAML'; schema: z.ZodType<T> },
): Parsed<T> => {
  let content: unknown;
  try {
    content = format === 'JSON' ? JSON.parse(text) : parse(text);
  } catch (error) {
    return { fault: { path, message: `non è ${format} valido: ${errorText(error)}` } };
  }
  const result = schema.safeParse(content);
  if (result.success) return { value: result.data };
  const lines = result.error.issues.map(
    (issue) => `  ${issue.path.join('.') || '(tutto)'}: ${issue.message}`,
  );
  return { fault: { path, message: `non è come deve essere:\n${lines.join('\n')}` } };
};

/** The forms of a folder by key, and those that can't be read. */
export const formsOf = (files: FolderFiles): { forms: Record<string, FormSchema>; faults: FileFault[] } => {
  const forms: Record<string, FormSchema> = {};
  const faults: FileFault[] = [];
  for (const [key, text, path] of filesUnder(files, 'forms')) {
    const read = parsedFile(path, text, { format: 'JSON', schema: formSchema });
    if ('fault' in read) faults.push(read.fault);
    else forms[key] = read.value;
  }
  return { forms, faults };
};

/** Decisions by file name. */
export const decisionsOf = (files: FolderFiles): Record<string, string> =>
  Object.fromEntries(filesUnder(files, 'decisions').map(([name, text]) => [`${name}.dmn`, text]));

export const missing = (path: string): FileFault => ({ path, message: 'manca' });

/**
 * What is published of a procedure's files, without the shared subprocesses it calls (`withShared`).
 * @returns the bundle, or every file that stands in its way
 */
export const bundleOfFiles = (files: FolderFiles): { bundle: ProcedureBundle } | { faults: FileFault[] } => {
  const { forms, faults } = formsOf(files);
  const bpmn = files['process.bpmn'];
  const sheetText = files['sheet.yaml'];
  if (bpmn === undefined) faults.push(missing('process.bpmn'));
  const sheet =
    sheetText === undefined
      ? { fault: missing('sheet.yaml') }
      : parsedFile('sheet.yaml', sheetText, { format: 'YAML', schema: sheetSchema });
  if ('fault' in sheet) faults.push(sheet.fault);
  if (bpmn === undefined || 'fault' in sheet || faults.length > 0) return { faults };
  const letters = Object.fromEntries(filesUnder(files, 'letters').map(([code, text]) => [code, text]));
  return { bundle: { bpmn, sheet: sheet.value, forms, decisions: decisionsOf(files), letters } };
};

/** A bundle as the files of a folder: what an older version is opened, compared and exported as. */
export const filesOfBundle = ({ bpmn, sheet, forms, decisions, letters }: ProcedureBundle): FolderFiles => ({
  'process.bpmn': bpmn,
  'sheet.yaml': stringify(sheet),
  ...within(
    'forms',
    '.form',
    mapValues(forms, (form) => `${JSON.stringify(form, null, 2)}\n`),
  ),
  ...within('decisions', '', decisions),
  ...within('letters', '.hbs', letters),
});

const mapValues = <T>(record: Record<string, T>, change: (value: T) => string): Record<string, string> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

const within = (folder: string, ending: string, texts: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${folder}/${name}${ending}`, text]));
