import { textWidth } from './text-width.js';
import { transformsOf } from './transforms.js';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const nothing: Box = { x: 0, y: 0, width: 0, height: 0 };
const invisible = new Set(['defs', 'title', 'style', 'marker']);
const fontSize = 12;

const number = (element: Element, name: string): number =>
  Number.parseFloat(element.getAttribute(name) ?? '') || 0;

const around = (points: { x: number; y: number }[]): Box => {
  if (points.length === 0) return nothing;
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
};

const corners = ({ x, y, width, height }: Box): { x: number; y: number }[] => [
  { x, y },
  { x: x + width, y },
  { x, y: y + height },
  { x: x + width, y: y + height },
];

/** Pairs of the numbers in an attribute: exact for polylines and bpmn-js's connections, near enough for its symbols. */
const pairs = (text: string): { x: number; y: number }[] => {
  const numbers = (text.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
  return numbers.flatMap((x, index) => (index % 2 === 0 ? [{ x, y: numbers[index + 1] ?? 0 }] : []));
};

const textBox = (element: Element): Box => {
  const text = element.textContent ?? '';
  return text ? { ...nothing, width: textWidth(text, fontSize), height: fontSize * 1.2 } : nothing;
};

const ellipseBox = (element: Element, rx: number, ry: number): Box => ({
  x: number(element, 'cx') - rx,
  y: number(element, 'cy') - ry,
  width: 2 * rx,
  height: 2 * ry,
});

const isShown = (element: Element): boolean =>
  !invisible.has(element.localName) && !/display:\s*none/.test(element.getAttribute('style') ?? '');

const groupBox = (element: Element): Box => {
  const points = [...element.children].filter(isShown).flatMap((child) => {
    const box = boxOf(child);
    if (box.width === 0 && box.height === 0) return [];
    const { total } = transformsOf(child);
    return corners(box).map(({ x, y }) => total.apply(x, y));
  });
  return around(points);
};

/** What `getBBox` answers in a browser, for what bpmn-js draws: in the element's own coordinates, strokes not counted. */
export const boxOf = (element: Element): Box => {
  switch (element.localName) {
    case 'text':
    case 'tspan':
      return textBox(element);
    case 'rect':
      return {
        x: number(element, 'x'),
        y: number(element, 'y'),
        width: number(element, 'width'),
        height: number(element, 'height'),
      };
    case 'circle':
      return ellipseBox(element, number(element, 'r'), number(element, 'r'));
    case 'ellipse':
      return ellipseBox(element, number(element, 'rx'), number(element, 'ry'));
    case 'polygon':
    case 'polyline':
      return around(pairs(element.getAttribute('points') ?? ''));
    case 'path':
      return around(pairs(element.getAttribute('d') ?? ''));
    default:
      return groupBox(element);
  }
};
