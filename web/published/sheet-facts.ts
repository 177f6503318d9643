import { publicUrl } from '../../core/config.js';
import type { Services } from '../../core/services.js';
import type { ProcedureVersion } from '../../processes/catalogue/catalogue.js';
import type { Translate } from '../i18n.js';
import { formsInWords } from './form-in-words.js';
import type { SheetFacts } from './topics.js';

/** What the sheet of a published version is told from. */
export const sheetFacts = (
  { catalogue, config }: Services,
  { sheet, bundle }: ProcedureVersion,
  t: Translate,
): SheetFacts => ({
  sheet,
  municipality: catalogue.municipality,
  forms: formsInWords(bundle, t),
  statusAddress: `${publicUrl(config)}/stato`,
  t,
});
