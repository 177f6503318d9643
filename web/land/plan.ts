import { Temporal } from 'temporal-polyfill';
import type { LandUse } from './query.js';

/** A rectangle of the drawing, in metres, from its upper left corner. */
interface Shape {
  isWish: boolean;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Numbers in the middle of a rectangle: those of all that have the same middle. */
interface Label {
  x: number;
  y: number;
  numbers: string;
}

/** A use with its number on the plan and its days as a part of the period. */
export interface NumberedUse extends LandUse {
  number: number;
  /** Numbers of the bookings that stand in a wish's way. */
  takenBy: number[];
  isOneDay: boolean;
  /** Days from the period's first to where the bar begins, and how many it covers. */
  bar: { start: number; days: number };
}

/** A place, drawn from above and listed. */
export interface Place {
  key: string;
  name: string;
  uses: NumberedUse[];
  /** Metres of the drawing: the areas and a margin. */
  width: number;
  height: number;
  /** False when only the whole place is asked for: then nobody knows its measures. */
  isMeasured: boolean;
  /** Height of the numbers, in metres. */
  letter: number;
  shapes: Shape[];
  labels: Label[];
  /** The days of the period, which the bars are measured in. */
  days: number;
}

/** A drawing is never narrower: a stall of one metre would fill it. */
const leastMetres = 10;
const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days;
const later = (one: string, other: string): string => (one > other ? one : other);
const earlier = (one: string, other: string): string => (one < other ? one : other);

/** Draws each place, in the order in which they come; north is above. */
export const drawPlaces = (uses: LandUse[], period: { from: string; to: string }): Place[] => {
  const keys = [...new Set(uses.map(({ placeKey }) => placeKey))];
  return keys.map((key) =>
    placeOf(
      key,
      uses.filter(({ placeKey }) => placeKey === key),
      period,
    ),
  );
};

const placeOf = (key: string, own: LandUse[], { from, to }: { from: string; to: string }): Place => {
  const numbers = new Map(own.map(({ id }, index) => [id, index + 1]));
  const areas = own.map(({ area }) => area).filter((area) => area !== null);
  const width = Math.max(leastMetres, ...areas.map((area) => area.x + area.width));
  const height = Math.max(leastMetres, ...areas.map((area) => area.y + area.length));
  const shapes = own.map(({ area, isWish }) =>
    area
      ? { isWish, x: area.x, y: height - area.y - area.length, width: area.width, height: area.length }
      : { isWish, x: 0, y: 0, width, height },
  );
  return {
    key,
    name: own[0]?.place ?? key,
    width,
    height,
    isMeasured: areas.length > 0,
    letter: Math.max(width, height) / 12,
    days: daysBetween(from, to) + 1,
    shapes,
    labels: labelsOf(shapes),
    uses: own.map((use, index) => {
      const first = later(use.from, from);
      return {
        ...use,
        number: index + 1,
        takenBy: use.against.flatMap((id) => numbers.get(id) ?? []),
        isOneDay: use.from === use.to,
        bar: { start: daysBetween(from, first), days: daysBetween(first, earlier(use.to, to)) + 1 },
      };
    }),
  };
};

const labelsOf = (shapes: Shape[]): Label[] => {
  const labels = new Map<string, Label>();
  for (const [index, shape] of shapes.entries()) {
    const [x, y] = [shape.x + shape.width / 2, shape.y + shape.height / 2];
    const before = labels.get(`${x} ${y}`)?.numbers;
    const numbers = before ? `${before}, ${index + 1}` : String(index + 1);
    labels.set(`${x} ${y}`, { x, y, numbers });
  }
  return [...labels.values()];
};
