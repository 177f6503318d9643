import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import '@bpmn-io/form-js-editor/dist/assets/form-js-editor.css';
import '@bpmn-io/form-js-editor/dist/assets/properties-panel.css';
import { FormEditor } from '@bpmn-io/form-js-editor';
import { openCanvas, wireSide } from '../canvas-editor/canvas.js';
import { editorSettings } from '../findings/settings.js';
import { onClick, part } from '../page/part.js';
import { fillAddresses, ownFieldsModule } from './own-fields.js';
import { nameInItalian, translateTexts } from './italian.js';

const settings = editorSettings();
const editor = new FormEditor({
  container: part('canvas'),
  additionalModules: [ownFieldsModule],
  exporter: { name: 'Sportello', version: '0.1.0' },
});
if (settings.locale === 'it') {
  nameInItalian(editor.get('formFields'));
  translateTexts(part('canvas'));
}
fillAddresses(editor);

const read = (): string => `${JSON.stringify(editor.saveSchema(), null, 2)}\n`;

/** The form as the desk will see it, of what is on the screen now. */
const preview = (): void => {
  const form = part<HTMLFormElement>('preview-form');
  const content = form.elements.namedItem('content') as HTMLInputElement;
  content.value = read();
  form.submit();
};

onClick('undo', () => editor.get('commandStack').undo());
onClick('redo', () => editor.get('commandStack').redo());
wireSide(preview);

await openCanvas(settings, {
  read,
  show: async (content) => {
    await editor.importSchema(JSON.parse(content) as object);
  },
  onChange: (changed) => editor.on('commandStack.changed', changed),
});
