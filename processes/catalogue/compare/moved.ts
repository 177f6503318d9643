import type { ModdleElement, ParsedDiagram } from 'bpmn-moddle';
import { isEqual } from './change.js';

interface Point {
  x: number;
  y: number;
}
interface Box extends Point {
  width: number;
  height: number;
}
interface Drawn {
  bpmnElement?: ModdleElement;
  bounds?: Box;
  waypoint?: Point[];
  label?: { bounds?: Box };
}

/** A modeler fits a label's frame to its text whenever its element changes: the middle stays, to the pixel or so. */
const tolerance = 2;

const drawnIn = ({ rootElement }: ParsedDiagram): Map<string, Drawn> => {
  const diagrams = (rootElement['diagrams'] ?? []) as { plane?: { planeElement?: Drawn[] } }[];
  const shapes = diagrams.flatMap(({ plane }) => plane?.planeElement ?? []);
  return new Map(shapes.map((shape) => [shape.bpmnElement?.id ?? '', shape]));
};

const placeOf = ({ bounds, waypoint = [] }: Drawn): unknown => [
  bounds && [bounds.x, bounds.y, bounds.width, bounds.height],
  waypoint.map(({ x, y }) => [x, y]),
];

const middleOf = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });

/** A label without a place of its own stands where the modeler puts it. */
const labelMoved = (was: Drawn, is: Drawn): boolean => {
  const [before, after] = [was.label?.bounds, is.label?.bounds];
  if (!before || !after) return false;
  const [from, to] = [middleOf(before), middleOf(after)];
  return Math.hypot(to.x - from.x, to.y - from.y) > tolerance;
};

/** Ids of elements that both diagrams have and draw elsewhere. */
export const movedElements = (before: ParsedDiagram, after: ParsedDiagram): string[] => {
  const earlier = drawnIn(before);
  return [...drawnIn(after)].flatMap(([id, is]) => {
    const was = earlier.get(id);
    return was && (!isEqual(placeOf(was), placeOf(is)) || labelMoved(was, is)) ? [id] : [];
  });
};
