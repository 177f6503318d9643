import type Modeler from 'bpmn-js/lib/Modeler.js';

const readable = 0.6;
const besidePalette = 130;
const above = 60;

/** Shows the whole diagram or, when that would be too small to read, its beginning. */
export const showBeginning = (modeler: Modeler): void => {
  const canvas = modeler.get('canvas');
  canvas.zoom('fit-viewport');
  const { inner, outer, scale } = canvas.viewbox();
  if (scale >= readable) return;
  canvas.viewbox({
    x: inner.x - besidePalette / readable,
    y: inner.y - above / readable,
    width: outer.width / readable,
    height: outer.height / readable,
  });
};
