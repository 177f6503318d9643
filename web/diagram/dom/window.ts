import { JSDOM, type DOMWindow } from 'jsdom';
import { boxOf } from './box.js';
import { Matrix } from './matrix.js';
import { textWidth } from './text-width.js';
import { transformOf, transformsOf, Transform } from './transforms.js';

/** The size of the imaginary canvas in pixels: drawings are scaled, so any will do. */
const canvas = { width: 1200, height: 800 };

const give = (prototype: object, members: Record<string, unknown>): void => {
  for (const [name, value] of Object.entries(members)) {
    Object.defineProperty(prototype, name, { configurable: true, writable: true, value });
  }
};

const giveGetter = (prototype: object, name: string, get: (this: Element) => unknown): void => {
  Object.defineProperty(prototype, name, { configurable: true, get });
};

/** What a browser's SVG elements can do and jsdom's can't. */
const teachSvg = (window: DOMWindow): void => {
  give(window.SVGElement.prototype, {
    getBBox(this: Element) {
      return boxOf(this);
    },
    getComputedTextLength(this: Element) {
      return boxOf(this).width;
    },
    getCTM: () => new Matrix(),
    getScreenCTM: () => new Matrix(),
  });
  giveGetter(window.SVGElement.prototype, 'transform', function () {
    return { baseVal: transformsOf(this) };
  });
  give(window.SVGSVGElement.prototype, {
    createSVGMatrix: () => new Matrix(),
    createSVGTransform: () => new Transform(),
    createSVGTransformFromMatrix: transformOf,
    createSVGPoint: () => ({
      x: 0,
      y: 0,
      matrixTransform(this: { x: number; y: number }, matrix: Matrix) {
        return matrix.apply(this.x, this.y);
      },
    }),
  });
  give(window, { SVGMatrix: Matrix, SVGTransform: Transform });
};

/** bpmn-js measures labels on a canvas before it breaks them into lines. */
const teachCanvas = (window: DOMWindow): void => {
  give(window.HTMLCanvasElement.prototype, {
    getContext: () => ({
      font: '12px Arial',
      measureText(this: { font: string }, text: string) {
        const size = Number.parseFloat(/([\d.]+)px/.exec(this.font)?.[1] ?? '12');
        return {
          width: textWidth(text, size),
          actualBoundingBoxAscent: size * 0.75,
          actualBoundingBoxDescent: size * 0.2,
          fontBoundingBoxAscent: size * 0.9,
          fontBoundingBoxDescent: size * 0.2,
        };
      },
    }),
  });
};

/** A window in which bpmn-js can draw: jsdom and what it lacks. Whoever makes it closes it. */
export const createDrawingWindow = (): JSDOM => {
  const dom = new JSDOM('<!doctype html><body><div id="canvas"></div></body>', {
    runScripts: 'outside-only', // only the code that we evaluate; nothing that is in the page
    pretendToBeVisual: true,
  });
  const { window } = dom;
  teachSvg(window);
  teachCanvas(window);
  giveGetter(window.HTMLElement.prototype, 'clientWidth', () => canvas.width);
  giveGetter(window.HTMLElement.prototype, 'clientHeight', () => canvas.height);
  give(window, {
    structuredClone,
    CSS: { escape: (text: string) => text.replace(/[^\w-]/g, (char) => `\\${char}`) },
  });
  return dom;
};
