import type { Shape } from '../canvas/services.js';

const half = 12;

/**
 * Where the mark of a problem stands, from the corner of its element's frame. A flow's frame begins at another element, so
 * its mark stands on its line, in the part in the middle but not under the text that is there.
 */
export const markPlace = ({ waypoints = [] }: Pick<Shape, 'waypoints'>): Record<string, number> => {
  const before = Math.floor((waypoints.length - 1) / 2);
  const [from, to] = [waypoints[before], waypoints[before + 1]];
  if (!from || !to) return { bottom: half, left: -8 };
  const left = Math.min(...waypoints.map(({ x }) => x));
  const top = Math.min(...waypoints.map(({ y }) => y));
  return {
    left: Math.round(from.x + (to.x - from.x) / 3 - left - half),
    top: Math.round(from.y + (to.y - from.y) / 3 - top - half),
  };
};
