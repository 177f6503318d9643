import type { DraftFileSettings } from '../draft-file/settings.js';
import type { ElementTemplate } from '../element-templates/template.js';
import type { ModelerTexts } from './texts.js';

/** What the page tells the modeler's script, in `data-settings`. */
export interface ModelerSettings extends DraftFileSettings {
  procedureId: string;
  texts: ModelerTexts;
  templates: ElementTemplate[];
}
