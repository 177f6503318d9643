import { getExternalLabelMid } from 'bpmn-js/lib/util/LabelUtil.js';
import type Modeler from 'bpmn-js/lib/Modeler.js';
import type { CommandHandler, Point, Rectangle, Shape } from '../canvas/services.js';
import type { Places } from './places.js';

/** Where one element stands, on the canvas and in the file. */
interface Standing {
  element: Shape;
  bounds?: Rectangle;
  waypoints?: readonly Point[];
}
interface Move {
  to: Standing[];
  from?: Standing[];
}

const bounded = ({ x = 0, y = 0, width = 0, height = 0 }: Partial<Rectangle>): Rectangle => ({
  x,
  y,
  width,
  height,
});

const standingOf = (element: Shape): Standing =>
  element.waypoints ? { element, waypoints: element.waypoints } : { element, bounds: bounded(element) };

/** The modeler means a text of one line of 20 below a shape; one of several begins just as near. */
const belowShape = 5;

/** Puts elements elsewhere, all at once and past the modeler's own rules, which would move their neighbours along. */
const mover = (modeler: Modeler): CommandHandler<Move> => {
  const put = ({ element, bounds, waypoints }: Standing): void => {
    const { di } = element;
    if (waypoints) {
      element.waypoints = [...waypoints];
      di.waypoint = waypoints.map(({ x, y }) => modeler.get('moddle').create('dc:Point', { x, y }));
      return;
    }
    Object.assign(element, bounds);
    const written = element.labelTarget ? di.label?.bounds : di.bounds;
    if (written) Object.assign(written, bounds);
  };
  /** Beside its element, as a new one would be; needs the element in its place. */
  const putLabels = (moved: readonly Standing[]): void => {
    for (const { element } of moved) {
      const { label } = element;
      if (!label) continue;
      const { x, y } = getExternalLabelMid(element);
      const { width, height } = bounded(label);
      const top = element.waypoints ? y - height / 2 : y - belowShape;
      put({ element: label, bounds: { x: x - width / 2, y: top, width, height } });
    }
  };
  const labelsOf = (moved: readonly Standing[]): Shape[] =>
    moved.flatMap(({ element: { label } }) => (label ? [label] : []));
  return {
    execute(move) {
      const labels = labelsOf(move.to);
      move.from = [...move.to.map(({ element }) => element), ...labels].map(standingOf);
      move.to.forEach(put);
      putLabels(move.to);
      return [...move.to.map(({ element }) => element), ...labels];
    },
    revert({ from = [] }) {
      from.forEach(put);
      return from.map(({ element }) => element);
    },
  };
};

const command = 'sportello.arrange';

/** Makes tidying one step of the modeler's own undo and redo. @returns moves everything to its place */
export const moving = (modeler: Modeler): ((to: readonly Standing[]) => void) => {
  const commands = modeler.get('commandStack');
  commands.register(command, mover(modeler));
  return (to) => commands.execute(command, { to });
};

const isDrawn = ({ parent, labelTarget }: Shape): boolean => parent !== undefined && !labelTarget;

/** @returns where each element goes; null when for one there is no place: a pool, a lane, a note, a message flow */
export const standingsIn = (modeler: Modeler, { bounds, waypoints }: Places): Standing[] | null => {
  const elements = modeler.get('elementRegistry').getAll().filter(isDrawn);
  const to = elements.map((element): Standing | null => {
    const [place, points] = [bounds.get(element.id), waypoints.get(element.id)];
    if (element.waypoints) return points ? { element, waypoints: points } : null;
    return place ? { element, bounds: place } : null;
  });
  return to.every((standing) => standing !== null) ? to : null;
};
