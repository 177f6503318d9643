import type { Translate } from '../../i18n.js';

/** Sentences that the modeler's script says; the catalogue has them under `workshop.client.`. */
const keys = [
  'none',
  'errors',
  'warnings',
  'checking',
  'checkFailed',
  'unchecked',
  'whole',
  'warning',
  'error',
  'overlay',
  'draft.saved',
  'draft.found',
  'draft.older',
  'draft.unsaved',
  'opened',
  'openFailed',
  'tooLarge',
  'doctype',
  'restored',
  'publishing',
  'publish.errors',
  'publish.reason',
  'unreachable',
  'readFailed',
] as const;
export type TextKey = (typeof keys)[number];

/** The script's sentences in the reader's language; `{…}` is filled in by the script. */
export const modelerTexts = (t: Translate): Record<TextKey, string> =>
  Object.fromEntries(keys.map((key) => [key, t(`workshop.client.${key}`)])) as Record<TextKey, string>;

/** One of those sentences, `{…}` filled in. */
export type SayModeler = (key: TextKey, values?: Record<string, string | number>) => string;
