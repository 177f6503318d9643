import { parse, stringify } from 'yaml';
import type { z } from 'zod';
import { errorText } from '../../core/errors.js';
import { formSchema, type FormSchema, type ProcedureBundle } from './bundle.js';
import { filesUnder, type FolderFiles } from './folder-files.js';
import { sheetSchema } from './sheet.js';
import { issueInItalian } from './written/issue-words.js';
import { issuesOf } from './written/issues.js';
import { lineOfJsonError, syntaxInItalian } from './written/syntax-words.js';
import { placesIn } from './written/text-place.js';

/** A file that can't be read as what it should be. */
export interface FileFault {
  path: string;
  /** Italian, without the file's name: it may follow it. */
  message: string;
  /** From 1; absent where the whole file is meant. */
  line?: number;
}

type Parsed<T> = { value: T } | { faults: FileFault[] };

const unread = (path: string, text: string, format: 'JSON' | 'YAML'): FileFault[] => {
  if (format === 'YAML')
    return placesIn(text).errors.map((error) => ({
      path,
      message: `non è YAML valido: ${syntaxInItalian(error)}`,
      line: error.linePos?.[0].line ?? 1,
    }));
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    const message = 'non è JSON valido: manca o avanza una virgola, una virgoletta o una parentesi';
    return [{ path, message, line: lineOfJsonError(text, errorText(error)) }];
  }
};

/** Reads one file of YAML or JSON and checks its shape. */
export const parsedFile = <T>(
  path: string,
  text: string,
  { format, schema }: { format: 'JSON' | 'YAML'; schema: z.ZodType<T> },
): Parsed<T> => {
  const faults = unread(path, text, format);
  if (faults.length > 0) return { faults };
  const result = schema.safeParse(format === 'JSON' ? JSON.parse(text) : parse(text), {
    error: issueInItalian,
  });
  if (result.success) return { value: result.data };
  const { lineOf } = placesIn(text);
  return {
    faults: issuesOf(result.error).map((issue) => ({
      path,
      message: `non è come deve essere: ${issue.path.join('.') || '(tutto)'}: ${issue.message}`,
      line: lineOf(issue.path),
    })),
  };
};

/** The forms of a folder by key, and those that can't be read. */
export const formsOf = (files: FolderFiles): { forms: Record<string, FormSchema>; faults: FileFault[] } => {
  const forms: Record<string, FormSchema> = {};
  const faults: FileFault[] = [];
  for (const [key, text, path] of filesUnder(files, 'forms')) {
    const read = parsedFile(path, text, { format: 'JSON', schema: formSchema });
    if ('faults' in read) faults.push(...read.faults);
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
      ? { faults: [missing('sheet.yaml')] }
      : parsedFile('sheet.yaml', sheetText, { format: 'YAML', schema: sheetSchema });
  if ('faults' in sheet) faults.push(...sheet.faults);
  if (bpmn === undefined || 'faults' in sheet || faults.length > 0) return { faults };
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
