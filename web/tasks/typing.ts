import type { JsonObject } from '../../core/json.js';
import type { Services } from '../../core/services.js';
import type { Attachment } from '../../db/transactions/attachments.js';
import type { FormSchema } from '../../processes/catalogue/bundle.js';
import { parseForm, type CaseDays, type ParsedForm } from '../forms/parse.js';
import type { FormBody } from '../form-body.js';
import { pendingFiles } from './query.js';

/** Where a draft keeps the files received before the form was sent; no field of a form can be called so. */
const filesKey = '_allegati';

/** What somebody typed into a task's form so far. */
export interface Typing {
  typed: JsonObject;
  attachments: Attachment[];
}

/** Reads a stored draft. */
export const typingOf = (draft: JsonObject | null): Typing => {
  const { [filesKey]: files, ...typed } = draft ?? {};
  return { typed, attachments: Array.isArray(files) ? (files as unknown as Attachment[]) : [] };
};

/** A draft as it is stored. */
export const draftOf = ({ typed, attachments }: Typing): JsonObject =>
  attachments.length === 0 ? typed : { ...typed, [filesKey]: attachments.map((file) => ({ ...file })) };

export type PendingFile = Attachment & { filename: string; size: number };

/** Files by form field, as the form shows them. */
export const byField = (files: PendingFile[]): Record<string, PendingFile[]> => {
  const fields: Record<string, PendingFile[]> = {};
  for (const file of files) (fields[file.field] ??= []).push(file);
  return fields;
};

/** An empty form, for tasks that ask nothing but their doing. */
export const emptyForm: FormSchema = { id: 'nessuno', components: [] };

export interface Reading extends ParsedForm {
  files: PendingFile[];
}

interface ReadTaskForm {
  schema: FormSchema;
  form: FormBody;
  attachments: Attachment[];
  /** From the request to today: the days on which something of the case can have happened. */
  caseDays: CaseDays;
}

/**
 * Reads a sent form on top of the stored files: those that came with it must have been noted in `attachments` already.
 * Errors are those of the schema and of refused files.
 */
export const readTaskForm = async (
  { db }: Services,
  { schema, form, attachments, caseDays }: ReadTaskForm,
): Promise<Reading> => {
  const files = await pendingFiles(db, attachments);
  const parsed = parseForm(schema, form.fields, { attachments: byField(files), caseDays });
  return { ...parsed, errors: { ...parsed.errors, ...form.fileErrors }, files };
};
