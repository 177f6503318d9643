import type { JsonObject } from '../../../core/json.js';
import type { CaseDraft } from '../../../db/transactions/case-drafts.js';
import type { FormSchema } from '../../../processes/catalogue/bundle.js';
import type { ProcedureVersion } from '../../../processes/catalogue/catalogue.js';
import { parseForm } from '../../forms/parse.js';
import { renderForm } from '../../forms/render.js';
import type { Page } from '../../page.js';
import type { AttachedFile } from './query.js';

const schemaOf = (version: ProcedureVersion): FormSchema => {
  const schema = version.bundle.forms[version.sheet.applicationForm];
  if (!schema) throw new Error(`${version.procedureId} has no form ${version.sheet.applicationForm}`);
  return schema;
};

const byField = (attached: AttachedFile[]): Record<string, AttachedFile[]> => {
  const map: Record<string, AttachedFile[]> = {};
  for (const file of attached) (map[file.field] ??= []).push(file);
  return map;
};

/** Form fields that take files; any other attachment is shown by the page itself. */
export const fileFieldsOf = (version: ProcedureVersion): string[] =>
  schemaOf(version).components.flatMap(({ type, key }) => (type === 'filepicker' && key ? [key] : []));

/** What each question is called, for the summary of what must be corrected. */
export const labelsOf = (version: ProcedureVersion): Record<string, string> =>
  Object.fromEntries(
    schemaOf(version).components.flatMap(({ key, label }) => (key && label ? [[key, label]] : [])),
  );

/** The application form as HTML, with what was typed and what is wrong. */
export const showApplication = (
  ctx: Page,
  version: ProcedureVersion,
  { draft, errors, attached }: { draft: CaseDraft; errors: Record<string, string>; attached: AttachedFile[] },
): string =>
  renderForm(schemaOf(version), {
    typed: draft.data,
    errors,
    attachments: byField(attached),
    t: ctx.state.t,
  });

/** What the sent fields say: clean data, what was typed, and the sentence beside each wrong field. */
export const readApplication = (
  version: ProcedureVersion,
  fields: URLSearchParams,
  attached: AttachedFile[],
): { data: JsonObject; typed: JsonObject; errors: Record<string, string> } =>
  parseForm(schemaOf(version), fields, { attachments: byField(attached) });
