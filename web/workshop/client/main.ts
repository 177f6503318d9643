import '@bpmn-io/element-template-chooser/dist/element-template-chooser.css';
import '@bpmn-io/properties-panel/dist/assets/properties-panel.css';
import 'bpmn-js-element-templates/dist/assets/element-templates.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js-token-simulation/assets/css/bpmn-js-token-simulation.css';
import 'diagram-js-minimap/assets/diagram-js-minimap.css';
import { wireArrange } from './arrange/wire.js';
import { drawnXml, showDiagram } from './canvas/diagram.js';
import { createModeler } from './canvas/modeler.js';
import { wirePaletteKeys } from './canvas/palette-keys.js';
import { translateTitles } from './canvas/titles.js';
import { wireTools } from './canvas/tools.js';
import { openOnScreen } from './draft-file/screen.js';
import { wireDownloads } from './files/downloads.js';
import { wireOpening } from './files/open.js';
import { showMessage, wireMessage } from './page/message.js';
import { part } from './page/part.js';
import { filledIn } from './page/say.js';
import { readSettings } from './page/settings.js';
import { startChecks } from './problems/checks.js';
import { wireSimulation } from './simulation/wire.js';

const settings = readSettings();
const say = filledIn(settings.texts);
const modeler = createModeler(settings);
const checks = startChecks(modeler, settings, say);

/** What the file says while nothing of it could be drawn: it is not overwritten with nothing. */
let unread = '';

const read = (): string | Promise<string> => (modeler.getDefinitions() ? drawnXml(modeler) : unread);

const show = async (xml: string): Promise<void> => {
  unread = xml;
  await showDiagram(modeler, xml).catch(() => showMessage(say('broken'), 'bad'));
  checks.changed();
};

const open = async (): Promise<void> => {
  const file = await openOnScreen(settings, { read, show });
  if (!file) return showMessage(say('gone'), 'bad');
  const changed = (): void => {
    file.changed();
    checks.changed();
  };
  modeler.on('commandStack.changed', ({ trigger }) => {
    if (trigger !== 'clear') changed(); // an opened diagram is not a change of it
  });
  wireOpening(modeler, { say, changed });
};

wireMessage();
if (settings.locale === 'it') translateTitles(part('properties'), modeler.get('translate'));
wireTools(modeler);
wirePaletteKeys(modeler);
wireArrange(modeler, say);
wireSimulation(modeler, settings.locale, say);
wireDownloads(modeler, settings.procedureId, say);
open().catch(() => showMessage(say('unreachable'), 'bad'));
