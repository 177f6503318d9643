import '@bpmn-io/element-template-chooser/dist/element-template-chooser.css';
import '@bpmn-io/properties-panel/dist/assets/properties-panel.css';
import 'bpmn-js-element-templates/dist/assets/element-templates.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'diagram-js-minimap/assets/diagram-js-minimap.css';
import { drawnXml, showDiagram } from './canvas/diagram.js';
import { createModeler } from './canvas/modeler.js';
import { translateTitles } from './canvas/titles.js';
import { wireTools } from './canvas/tools.js';
import { startAutosave } from './draft/autosave.js';
import { wireFiles } from './draft/files.js';
import { offerDraft } from './draft/offer.js';
import { draftStore, type Draft } from './draft/store.js';
import { retract, showMessage, wireMessage } from './page/message.js';
import { part } from './page/part.js';
import { filledIn } from './page/say.js';
import { getText } from './page/server.js';
import { readSettings } from './page/settings.js';
import { startChecks } from './problems/checks.js';
import { wirePublish } from './publish/publish.js';

const settings = readSettings();
const say = filledIn(settings.texts);
const modeler = createModeler(settings);
const store = draftStore(settings.accountId, settings.procedureId);
const checks = startChecks(modeler, settings, say);
const autosave = startAutosave(modeler, settings, { store, say });

/** Another diagram on the canvas, not published by anybody. */
const replace = async (xml: string): Promise<void> => {
  await showDiagram(modeler, xml);
  autosave.changed();
  checks.changed();
};

/** The diagram in force, and what this browser kept from before. */
const open = async (): Promise<void> => {
  await showDiagram(modeler, await getText(`/workshop/versions/${settings.versionId}/diagram`));
  autosave.inForce(await drawnXml(modeler));
  modeler.on('commandStack.changed', () => {
    autosave.changed();
    checks.changed();
    retract(say('publish.errors')); // the list goes on telling what is left of them
  });
  checks.changed();
  const restore = async ({ xml, versionId }: Draft): Promise<void> => {
    autosave.begunFrom(versionId);
    await replace(xml);
    showMessage(say('restored'));
  };
  offerDraft(settings, { store, say, restore });
};

wireMessage();
if (settings.locale === 'it') translateTitles(part('properties'), modeler.get('translate'));
wireTools(modeler);
wireFiles(modeler, { procedureId: settings.procedureId, say, show: replace });
wirePublish(modeler, settings, {
  say,
  found: (problems) => checks.found(problems),
  inForce: ({ id, number, xml }) => {
    settings.versionId = id;
    part('version-number').textContent = String(number);
    autosave.inForce(xml);
  },
});
open().catch(() => showMessage(say('unreachable'), 'bad'));
