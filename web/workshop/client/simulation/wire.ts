import type Modeler from 'bpmn-js/lib/Modeler.js';
import type { Locale } from '../../../i18n.js';
import type { SayModeler } from '../../modeler/texts.js';
import { drawnXml } from '../canvas/diagram.js';
import { hideMessage, showMessage } from '../page/message.js';
import { onClick, part } from '../page/part.js';

/** «Simula» puts tokens onto a copy of the drawing: nothing of what happens there comes into the draft. */
export const wireSimulation = (modeler: Modeler, locale: Locale, say: SayModeler): void => {
  let close: (() => void) | null = null;
  const showSimulation = (isOpen: boolean): void => {
    document.body.toggleAttribute('data-simulating', isOpen); // the page's style hides what belongs to drawing
    part('simulate').setAttribute('aria-pressed', String(isOpen));
  };
  const begin = async (): Promise<void> => {
    const { openSimulation } = await import('./simulation.js'); // its own file: most openings of the page never need it
    showSimulation(true);
    close = await openSimulation(part('simulation'), await drawnXml(modeler), locale);
    showMessage(say('simulating'));
  };
  const end = (): void => {
    close?.();
    close = null;
    showSimulation(false);
    hideMessage();
    modeler.get('canvas').resized();
  };
  onClick('simulate', () => {
    if (close) end();
    else void begin();
  });
};
