import type Modeler from 'bpmn-js/lib/Modeler.js';
import type { SayModeler } from '../../modeler/texts.js';
import { showBeginning } from '../canvas/view.js';
import { showMessage } from '../page/message.js';
import { onClick } from '../page/part.js';
import { moving, standingsIn } from './move.js';

/** The button that tidies the whole diagram; what it can't place stays, and so does everything else. */
export const wireArrange = (modeler: Modeler, say: SayModeler): void => {
  const moveTo = moving(modeler);
  const arrange = async (): Promise<void> => {
    const { tidyPlaces } = await import('./places.js'); // its own file: most openings of the page never need it
    const to = standingsIn(modeler, await tidyPlaces(modeler));
    if (!to) return showMessage(say('notArranged'), 'bad');
    moveTo(to);
    showBeginning(modeler);
    showMessage(say('arranged'));
  };
  onClick('arrange', () => void arrange().catch(() => showMessage(say('notArranged'), 'bad')));
};
