import type { EditorSettings } from '../../editors/settings.js';
import { part } from '../page/part.js';

export type { EditorSettings };

/** What the server has put into the page for an editor's script. */
export const editorSettings = (): EditorSettings =>
  JSON.parse(part('editor').dataset['settings'] ?? '') as EditorSettings;
