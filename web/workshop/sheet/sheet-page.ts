import type { Services } from '../../../core/services.js';
import type { JsonObject } from '../../../core/json.js';
import type { FormSchema } from '../../../processes/catalogue/bundle.js';
import { filesUnder, type FolderFiles } from '../../../processes/catalogue/folder-files.js';
import { loadMunicipalValues } from '../../../processes/catalogue/municipal-values.js';
import { sheetSchema } from '../../../processes/catalogue/sheet.js';
import { issueInItalian } from '../../../processes/catalogue/written/issue-words.js';
import { issuesOf } from '../../../processes/catalogue/written/issues.js';
import { parseForm } from '../../forms/parse.js';
import { renderForm } from '../../forms/render.js';
import type { Translate } from '../../i18n.js';
import { sheetForm, type Choice } from './sheet-form.js';
import { presentValues, sheetIn, typedSheet } from './typed-sheet.js';
import { writeSheet } from './write-sheet.js';

/** A sentence beside each wrong field, by the name of its input. */
export const sheetErrors = (sheet: JsonObject): Record<string, string> => {
  const result = sheetSchema.safeParse(sheet, { error: issueInItalian });
  if (result.success) return {};
  const named = issuesOf(result.error).map(({ path, message }) => [path.join('.'), message] as const);
  return Object.fromEntries(named.reverse()); // of several at one place the first counts
};

const formChoices = (files: FolderFiles): Choice[] =>
  filesUnder(files, 'forms').map(([key]) => ({ value: key, label: key }));

/** Offices and the municipality's values by name, the draft's forms by key. */
const choicesFor = async (
  { catalogue }: Services,
  files: FolderFiles,
): Promise<Record<string, readonly Choice[]>> => ({
  office: catalogue.municipality.offices.map(({ id, name }) => ({ value: id, label: name })),
  applicationForm: formChoices(files),
  'messages.form': formChoices(files),
  'fees.value': (await loadMunicipalValues()).map(({ id, title }) => ({ value: id, label: title })),
});

/** The form of a sheet as it stands. */
export const formOfSheet = async (
  services: Services,
  { sheet, files, t }: { sheet: JsonObject; files: FolderFiles; t: Translate },
): Promise<FormSchema> =>
  sheetForm({ t, choices: await choicesFor(services, files), present: presentValues(sheet) });

/** The fields of a sheet as HTML, each with what stands in it and what is wrong with that. */
export const drawSheet = (schema: FormSchema, sheet: JsonObject, t: Translate): string =>
  renderForm(schema, {
    typed: typedSheet(schema.components, sheet),
    errors: sheetErrors(sheet),
    attachments: {},
    t,
  });

const removedRow = (action: string | null): { list: string; index: number } | null => {
  const [, list, index] = /^list-remove:(\w+):(\d{1,4})$/.exec(action ?? '') ?? [];
  return list === undefined ? null : { list, index: Number(index) };
};

/** The sheet's text with what was sent in it; `base` where it can't be read as fields. */
export const sentSheet = (base: string, schema: FormSchema, fields: URLSearchParams): string => {
  if (!sheetIn(base)) return base;
  const { data, typed } = parseForm(schema, fields, { attachments: {} });
  return writeSheet(base, schema.components, { data, typed, removed: removedRow(fields.get('action')) });
};
