import type Modeler from 'bpmn-js/lib/Modeler.js';
import type { SayModeler } from '../../modeler/texts.js';
import { drawnXml } from '../canvas/diagram.js';
import { showMessage } from '../page/message.js';
import { onClick, part } from '../page/part.js';
import { pngOf, svgOf } from './pictures.js';
import { saveAs } from './save-as.js';

const bpmnOf = async (modeler: Modeler): Promise<Blob> =>
  new Blob([await drawnXml(modeler)], { type: 'application/xml' });

const kinds = [
  ['download', 'bpmn', bpmnOf],
  ['download-svg', 'svg', svgOf],
  ['download-png', 'png', pngOf],
] as const;

/** Saves what is on the canvas as a diagram or as a picture. */
export const wireDownloads = (modeler: Modeler, name: string, say: SayModeler): void => {
  const menu = part<HTMLDetailsElement>('downloads');
  for (const [button, ending, make] of kinds) {
    onClick(button, () => {
      menu.open = false;
      make(modeler).then(
        (content) => saveAs(`${name}.${ending}`, content),
        () => showMessage(say('pictureFailed'), 'bad'),
      );
    });
  }
  document.addEventListener('click', ({ target }) => {
    if (!menu.contains(target as Node)) menu.open = false;
  });
};
