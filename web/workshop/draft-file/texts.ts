import type { Translate } from '../../i18n.js';

/** Sentences about a draft's file, common to all editors; the catalogue has them under `workshop.file.`. */
const keys = [
  'saved',
  'unchanged',
  'changed',
  'away',
  'awayUnkept',
  'overtaken',
  'removed',
  'refused',
  'here',
  'elsewhere',
] as const;
export type DraftFileKey = (typeof keys)[number];
export type DraftFileTexts = Record<DraftFileKey, string>;

/** One of those sentences, `{…}` filled in. */
export type SayDraftFile = (key: DraftFileKey, values?: Record<string, string | number>) => string;

/** The sentences in the reader's language; `{…}` is filled in by the script. */
export const draftFileTexts = (t: Translate): DraftFileTexts =>
  Object.fromEntries(keys.map((key) => [key, t(`workshop.file.${key}`)])) as DraftFileTexts;
