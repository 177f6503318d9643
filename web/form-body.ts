import type { ReadableTwin } from '../papers/signatures/inspect.js';
import type { SignatureReport } from '../papers/signatures/report.js';

/** A file received with a form: stored already, but not yet anybody's document. */
export interface ReceivedFile {
  /** Form field it was attached to. */
  field: string;
  filename: string;
  /** What the content really is, whatever the name says. */
  mediaType: string;
  storageKey: string;
  sha256: string;
  size: number;
  /** Null when no scanner is configured. */
  antivirus?: 'clean' | 'unchecked' | null;
  signatures?: SignatureReport | null;
  /** The content of a signed container, stored by itself. */
  twin?: ReadableTwin | null;
}

/** What a browser sent: fields in order, files as received, and the files refused with the sentence beside their field. */
export interface FormBody {
  fields: URLSearchParams;
  files: ReceivedFile[];
  /** A zip sent in the field `folder`: read and let go, never a document. Null when none was sent. */
  archive: Buffer | null;
  fileErrors: Record<string, string>;
  /** True when one of the refused files was over the limit: the page answers 413. */
  tooLarge: boolean;
  /** The body of a JSON request, null otherwise. */
  json: unknown;
}

export const emptyForm = (): FormBody => ({
  fields: new URLSearchParams(),
  files: [],
  archive: null,
  fileErrors: {},
  tooLarge: false,
  json: null,
});

/** A field's text, trimmed; empty when it was not sent. */
export const field = (form: FormBody, name: string): string => form.fields.get(name)?.trim() ?? '';
