import { declaresEntities } from '../../../../core/xml.js';
import type Modeler from 'bpmn-js/lib/Modeler.js';
import type { SayModeler } from '../../modeler/texts.js';
import { showDiagram } from '../canvas/diagram.js';
import { showMessage } from '../page/message.js';
import { part } from '../page/part.js';
import { makeOurs, otherEngine } from './engine.js';

const limit = 2 * 1024 * 1024;

/** Why a file isn't even tried, or null. */
const objection = (file: File, xml: string, say: SayModeler): string | null => {
  if (file.size > limit) return say('tooLarge');
  if (declaresEntities(xml)) return say('doctype');
  return null;
};

/** What whoever opened it should know: which engine it was for, what of it nobody could read. */
const remarks = (modeler: Modeler, warnings: readonly string[], say: SayModeler): string[] => {
  const root = modeler.getDefinitions();
  const engine = root && otherEngine(root);
  if (root && engine !== null) makeOurs(root);
  const foreign = engine === '' ? say('adapted') : engine && say('adaptedVersion', { engine });
  const [first] = warnings;
  return [
    ...(foreign ? [foreign] : []),
    ...(first ? [say('unread', { count: warnings.length, first })] : []),
  ];
};

/** Opens a .bpmn file onto the canvas, and so into the draft. A file that can't be read changes nothing. */
export const wireOpening = (
  modeler: Modeler,
  { say, changed }: { say: SayModeler; changed: () => void },
): void => {
  const input = part<HTMLInputElement>('file');
  const open = async (file: File): Promise<void> => {
    const { name } = file;
    const xml = file.size > limit ? '' : await file.text();
    const reason = objection(file, xml, say);
    if (reason) return showMessage(say('openFailed', { name, reason }), 'bad');
    try {
      const warnings = await showDiagram(modeler, xml);
      const said = remarks(modeler, warnings, say);
      showMessage([say('opened', { name }), ...said].join(' '));
      changed();
    } catch {
      showMessage(say('openFailed', { name, reason: say('readFailed') }), 'bad');
    }
  };
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    input.value = ''; // the same file can be opened again
    if (file) void open(file);
  });
};
