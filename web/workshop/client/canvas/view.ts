import type Modeler from 'bpmn-js/lib/Modeler.js';

const readable = 0.6;
const besidePalette = 130;
/** Nearer to its edge the canvas scrolls under what is being dragged. */
const around = 60;

/** Shows the whole diagram, nothing of it under the palette. @returns the scale at which that is possible */
export const showAll = (modeler: Modeler): number => {
  const canvas = modeler.get('canvas');
  canvas.zoom('fit-viewport');
  const { inner, outer } = canvas.viewbox();
  const [width, height] = [outer.width - besidePalette - around, outer.height - 2 * around];
  const scale = Math.min(1, width / inner.width, height / inner.height);
  if (Number.isFinite(scale) && scale > 0) showFrom(modeler, scale);
  return scale;
};

/** Shows the whole diagram or, when that would be too small to read, its beginning. */
export const showBeginning = (modeler: Modeler): void => {
  if (showAll(modeler) < readable) showFrom(modeler, readable);
};

/** Its upper left corner stands beside the palette. */
const showFrom = (modeler: Modeler, scale: number): void => {
  const canvas = modeler.get('canvas');
  const { inner, outer } = canvas.viewbox();
  canvas.viewbox({
    x: inner.x - besidePalette / scale,
    y: inner.y - around / scale,
    width: outer.width / scale,
    height: outer.height / scale,
  });
};
