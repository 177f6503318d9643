import type Modeler from 'bpmn-js/lib/Modeler.js';
import { onClick, part } from '../page/part.js';
import { showAll } from './view.js';

/** The buttons above the canvas that change nothing by themselves: undo, redo, show all, the panel. */
export const wireTools = (modeler: Modeler): void => {
  const commands = modeler.get('commandStack');
  const canvas = modeler.get('canvas');
  onClick('undo', () => commands.undo());
  onClick('redo', () => commands.redo());
  onClick('fit', () => showAll(modeler));
  onClick('toggle-properties', () => {
    const panel = part('properties');
    panel.hidden = !panel.hidden;
    part('toggle-properties').setAttribute('aria-expanded', String(!panel.hidden));
    canvas.resized();
  });
  modeler.on('commandStack.changed', () => {
    part<HTMLButtonElement>('undo').disabled = !commands.canUndo();
    part<HTMLButtonElement>('redo').disabled = !commands.canRedo();
  });
};
