import type { JsonObject } from '../../core/json.js';
import type { TemplateSources } from '../safe/environment.js';
import type { TemplatePlace } from '../safe/template-error.js';

/** What goes into the typesetting thread. */
export interface RenderJob {
  /** Same version, same compiled template: the thread keeps the last ones. */
  version: string;
  sources: TemplateSources;
  data: JsonObject;
  /** ISO moment, the PDF's creation date. */
  at: string;
  /** `check` only compiles the template. */
  as: 'pdf' | 'svg' | 'check';
}

/** What comes back. `template` is a fault of the template or of its data, `fault` one of ours. */
export type RenderAnswer =
  | { outcome: 'pdf'; pdf: Uint8Array }
  | { outcome: 'svg'; pages: string[] }
  | { outcome: 'checked' }
  | { outcome: 'template'; message: string; place: TemplatePlace }
  | { outcome: 'fault'; message: string };
