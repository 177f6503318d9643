import type { ModelerSettings } from '../../modeler/settings.js';

/** What the server has put into the page for this script. */
export const readSettings = (): ModelerSettings =>
  JSON.parse(document.body.dataset['settings'] ?? '') as ModelerSettings;
