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
  'opened',
  'openFailed',
  'tooLarge',
  'doctype',
  'readFailed',
  'unread',
  'adapted',
  'adaptedVersion',
  'broken',
  'gone',
  'unreachable',
  'pictureFailed',
  'arranged',
  'notArranged',
  'simulating',
] as const;
export type ModelerText = (typeof keys)[number];
export type ModelerTexts = Record<ModelerText, string>;

/** One of those sentences, `{…}` filled in. */
export type SayModeler = (key: ModelerText, values?: Record<string, string | number>) => string;

/** The script's sentences in the reader's language; `{…}` is filled in by the script. */
export const modelerTexts = (t: Translate): ModelerTexts =>
  Object.fromEntries(keys.map((key) => [key, t(`workshop.client.${key}`)])) as ModelerTexts;
