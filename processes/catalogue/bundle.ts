import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { errorText } from '../../core/errors.js';
import { sheetSchema } from './sheet.js';

/** One component of a form-js schema, as far as the server draws it. */
export const componentSchema: z.ZodType<FormComponent> = z.looseObject({
  type: z.string(),
  key: z.string().optional(),
  path: z.string().optional(),
  label: z.string().optional(),
  description: z.string().optional(),
  text: z.string().optional(),
  subtype: z.string().optional(),
  multiple: z.boolean().optional(),
  accept: z.string().optional(),
  values: z.array(z.object({ label: z.string(), value: z.string() })).optional(),
  validate: z
    .looseObject({
      required: z.boolean().optional(),
      minLength: z.number().optional(),
      maxLength: z.number().optional(),
      min: z.number().optional(),
      max: z.number().optional(),
      pattern: z.string().optional(),
      validationType: z.string().optional(),
    })
    .optional(),
  conditional: z.looseObject({ hide: z.string().optional() }).optional(),
  properties: z.record(z.string(), z.string()).optional(),
  components: z.lazy(() => z.array(componentSchema)).optional(),
  showOutline: z.boolean().optional(),
  decimalDigits: z.number().optional(),
  defaultValue: z.json().optional(),
});

export interface FormComponent {
  type: string;
  key?: string | undefined;
  path?: string | undefined;
  label?: string | undefined;
  description?: string | undefined;
  text?: string | undefined;
  subtype?: string | undefined;
  multiple?: boolean | undefined;
  accept?: string | undefined;
  values?: { label: string; value: string }[] | undefined;
  validate?:
    | {
        required?: boolean | undefined;
        minLength?: number | undefined;
        maxLength?: number | undefined;
        min?: number | undefined;
        max?: number | undefined;
        pattern?: string | undefined;
        validationType?: string | undefined;
      }
    | undefined;
  conditional?: { hide?: string | undefined } | undefined;
  properties?: Record<string, string> | undefined;
  components?: FormComponent[] | undefined;
  showOutline?: boolean | undefined;
  decimalDigits?: number | undefined;
  defaultValue?: z.core.util.JSONType | undefined;
}

export const formSchema = z.looseObject({ id: z.string(), components: z.array(componentSchema) });
export type FormSchema = z.output<typeof formSchema>;

/** Everything of a procedure that is published together. */
export const bundleSchema = z.strictObject({
  bpmn: z.string(),
  sheet: sheetSchema,
  /** By form key. */
  forms: z.record(z.string(), formSchema),
  /** By file name. */
  decisions: z.record(z.string(), z.string()),
  /** The procedure's own part of a letter, by letter code. */
  letters: z.record(z.string(), z.string()),
});
export type ProcedureBundle = z.output<typeof bundleSchema>;

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
  const result = schema.safeParse(value);
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
};

/** A file under a name that nobody reads is most often a slip: better told than left out in silence. */
const refuseUnknown = async (folder: string): Promise<void> => {
  const names = await readdir(folder).catch((): string[] => []);
  const strangers = names.filter((name) => !(name in known));
  for (const [name, ending] of Object.entries(known)) {
    if (!ending || !names.includes(name)) continue;
    const inside = await readdir(join(folder, name));
    strangers.push(...inside.filter((file) => extname(file) !== ending).map((file) => join(name, file)));
  }
  const visible = strangers.filter((name) => !basename(name).startsWith('.'));
  if (visible.length === 0) return;
  throw new Error(
    `In ${folder} nessuno legge: ${visible.join(', ')}. Un procedimento ha process.bpmn, sheet.yaml, forms/*.form, decisions/*.dmn, letters/*.hbs e scenarios/*.yaml.`,
  );
};

/**
 * Reads a procedure's folder.
 * @throws Error in Italian naming the file and what is wrong in it
 */
export const loadFolder = async (folder: string): Promise<ProcedureBundle> => {
  const required = (name: string): Promise<string> =>
    readFile(join(folder, name), 'utf8').catch(() => {
      throw new Error(`Manca ${join(folder, name)}: ogni procedimento ha process.bpmn e sheet.yaml.`);
    });
  await refuseUnknown(folder);
  const forms = (await textsIn(join(folder, 'forms'), '.form')).map(([key, text]): [string, FormSchema] => {
    const file = join(folder, 'forms', `${key}.form`);
    return [key, checked(formSchema, readAs('JSON', text, file), file)];
  });
  const sheetFile = join(folder, 'sheet.yaml');
  return {
    bpmn: await required('process.bpmn'),
    sheet: checked(sheetSchema, readAs('YAML', await required('sheet.yaml'), sheetFile), sheetFile),
    forms: Object.fromEntries(forms),
    decisions: Object.fromEntries(
      (await textsIn(join(folder, 'decisions'), '.dmn')).map(([name, text]) => [`${name}.dmn`, text]),
    ),
    letters: Object.fromEntries(await textsIn(join(folder, 'letters'), '.hbs')),
  };
};

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, sorted(v)]),
  );
};

/** SHA-256 of a bundle's content, whatever the order of its keys. */
export const bundleHash = (bundle: ProcedureBundle): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(bundle)))
    .digest('hex');
