import type { Locale } from '../../i18n.js';
import type { ElementTemplate } from '../element-templates.js';
import type { TextKey } from './texts.js';

/** What the page tells the modeler's script, in `data-settings`. */
export interface ModelerSettings {
  procedureId: string;
  /** The version whose diagram is shown first. */
  versionId: string;
  accountId: string;
  locale: Locale;
  texts: Record<TextKey, string>;
  templates: ElementTemplate[];
}
