import type { CaseDraft } from '../../../db/transactions/case-drafts.js';
import type { FormComponent, FormSchema } from '../../../processes/catalogue/bundle.js';
import type { ProcedureVersion } from '../../../processes/catalogue/catalogue.js';
import { parseForm, type ParsedForm } from '../../forms/parse.js';
import { pathOf } from '../../forms/paths.js';
import { renderForm } from '../../forms/render.js';
import type { Page } from '../../page.js';
import type { AttachedFile } from './query.js';

const schemaOf = ({ bundle, procedureId, sheet }: ProcedureVersion): FormSchema => {
  const schema = bundle.forms[sheet.applicationForm];
  if (!schema) throw new Error(`${procedureId} has no form ${sheet.applicationForm}`);
  return schema;
};

const byField = (attached: AttachedFile[]): Record<string, AttachedFile[]> => {
  const map: Record<string, AttachedFile[]> = {};
  for (const file of attached) (map[file.field] ??= []).push(file);
  return map;
};

const flat = (components: FormComponent[]): FormComponent[] =>
  components.flatMap((component) => [component, ...flat(component.components ?? [])]);

/** Form fields that take files; any other attachment is shown by the page itself. */
export const fileFieldsOf = (version: ProcedureVersion): string[] =>
  flat(schemaOf(version).components).flatMap(({ type, key }) => (type === 'filepicker' && key ? [key] : []));

/** What a question is called in the summary of what must be corrected; inside a list, with the number of its row. */
export const labelOf = (version: ProcedureVersion, name: string): string => {
  const parts = name.split('.');
  const key = parts.at(-1);
  const row = parts.length > 1 ? ` (${Number(parts.at(-2)) + 1})` : '';
  const question = flat(schemaOf(version).components).find((component) => component.key === key);
  return (question?.label ?? name) + row;
};

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
): ParsedForm => parseForm(schemaOf(version), fields, { attachments: byField(attached) });

/** Where to go on after a row was added to a list: its first question. Elsewhere, the form's beginning. */
export const placeAfter = (version: ProcedureVersion, action: string, typed: ParsedForm['typed']): string => {
  const path = /^list-add:(.+)$/.exec(action)?.[1];
  const list = flat(schemaOf(version).components).find(
    (part) => part.type === 'dynamiclist' && pathOf(part) === path,
  );
  const rows = path ? typed[path] : undefined;
  const first = flat(list?.components ?? []).find(({ key }) => key)?.key;
  return Array.isArray(rows) && first ? `#${path}.${rows.length - 1}.${first}` : '#questions';
};
