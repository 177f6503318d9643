import type Modeler from 'bpmn-js/lib/Modeler.js';
import { drawnXml } from '../canvas/diagram.js';
import { onClick, part } from '../page/part.js';
import { showMessage } from '../page/message.js';
import type { SayModeler } from '../../modeler/texts.js';

const limit = 2 * 1024 * 1024;

/** Why a file isn't even tried, or null. */
const objection = (file: File, xml: string, say: SayModeler): string | null => {
  if (file.size > limit) return say('tooLarge');
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) return say('doctype');
  return null;
};

const download = async (modeler: Modeler, name: string): Promise<void> => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([await drawnXml(modeler)], { type: 'application/xml' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
};

/** Opens a .bpmn file onto the canvas and saves the canvas as one. A file that can't be read changes nothing. */
export const wireFiles = (
  modeler: Modeler,
  { procedureId, say, show }: { procedureId: string; say: SayModeler; show: (xml: string) => Promise<void> },
): void => {
  const input = part<HTMLInputElement>('file');
  const open = async (file: File): Promise<void> => {
    const { name } = file;
    const xml = file.size > limit ? '' : await file.text();
    const reason = objection(file, xml, say);
    if (reason) return showMessage(say('openFailed', { name, reason }), 'bad');
    try {
      await show(xml);
      showMessage(say('opened', { name }));
    } catch {
      showMessage(say('openFailed', { name, reason: say('readFailed') }), 'bad');
    }
  };
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    input.value = ''; // the same file can be opened again
    if (file) void open(file);
  });
  onClick('download', () => void download(modeler, `${procedureId}.bpmn`));
};
