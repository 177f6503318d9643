import 'dmn-js/dist/assets/diagram-js.css';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-drd.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';
import 'dmn-js/dist/assets/dmn-font/css/dmn.css';
import DmnModeler from 'dmn-js/lib/Modeler.js';
import { openCanvas, wireSide } from '../canvas-editor/canvas.js';
import { editorSettings } from '../findings/settings.js';
import { debounce } from '../page/debounce.js';
import { onClick, part } from '../page/part.js';
import { italianModule } from './italian.js';
import { wireTester } from './tester.js';

const settings = editorSettings();
const translations = settings.locale === 'it' ? { additionalModules: [italianModule] } : {};
const modeler = new DmnModeler({
  container: part('canvas'),
  common: {
    expressionLanguages: { options: [{ value: 'feel', label: 'FEEL' }], defaults: { editor: 'feel' } },
  },
  drd: translations,
  decisionTable: translations,
  literalExpression: translations,
});

const read = async (): Promise<string> => (await modeler.saveXML({ format: true })).xml;
const tester = wireTester(read);
const testerSoon = debounce(900, () => void tester.redraw());

/** Tables are what is worked at: the first one opens, the drawing of all is one click away. */
const show = async (content: string): Promise<void> => {
  await modeler.importXML(content);
  const table = modeler.getViews().find(({ type }) => type !== 'drd');
  if (table) await modeler.open(table);
};

const onChange = (changed: () => void): void => {
  const known = new WeakSet<object>();
  const listen = (): void => {
    const viewer = modeler.getActiveViewer();
    if (!viewer || known.has(viewer)) return;
    known.add(viewer);
    viewer.on('commandStack.changed', () => {
      changed();
      testerSoon();
    });
  };
  modeler.on('views.changed', listen);
  listen();
};

onClick('undo', () => modeler.getActiveViewer()?.get('commandStack').undo());
onClick('redo', () => modeler.getActiveViewer()?.get('commandStack').redo());
wireSide(() => void tester.redraw());
await openCanvas(settings, { read, show, onChange });
