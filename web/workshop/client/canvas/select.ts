import type Modeler from 'bpmn-js/lib/Modeler.js';

/** Selects an element and brings it into view; without one, the process itself, whose properties the panel then shows. */
export const select = (modeler: Modeler, elementId: string | null): void => {
  const canvas = modeler.get('canvas');
  const element = elementId ? modeler.get('elementRegistry').get(elementId) : undefined;
  if (!element?.parent) {
    modeler.get('selection').select(null);
    return;
  }
  const root = canvas.findRoot(element); // it may lie inside a closed subprocess
  if (root) canvas.setRootElement(root);
  canvas.scrollToElement(element);
  modeler.get('selection').select(element);
};
