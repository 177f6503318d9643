import { Matrix } from './matrix.js';

/** One SVGTransform. */
export class Transform {
  matrix = new Matrix();

  setMatrix(matrix: Matrix): void {
    this.matrix = matrix;
  }
  setTranslate(x: number, y: number): void {
    this.matrix = new Matrix().translate(x, y);
  }
  setScale(x: number, y: number): void {
    this.matrix = new Matrix(x, 0, 0, y);
  }
  setRotate(degrees: number, x: number, y: number): void {
    this.matrix = new Matrix().translate(x, y).rotate(degrees).translate(-x, -y);
  }
}

export const transformOf = (matrix: Matrix): Transform => {
  const transform = new Transform();
  transform.setMatrix(matrix);
  return transform;
};

/** An element's SVGTransformList: what is put into it shows in the `transform` attribute at once. */
export class TransformList {
  readonly #items: Transform[] = [];
  readonly #element: Element;

  constructor(element: Element) {
    this.#element = element;
  }

  get numberOfItems(): number {
    return this.#items.length;
  }
  get length(): number {
    return this.#items.length;
  }
  /** All the transforms as one map. */
  get total(): Matrix {
    return this.#items.reduce((total, { matrix }) => total.multiply(matrix), new Matrix());
  }

  clear(): void {
    this.#items.length = 0;
    this.#write();
  }
  appendItem(transform: Transform): Transform {
    this.#items.push(transform);
    this.#write();
    return transform;
  }
  initialize(transform: Transform): Transform {
    this.#items.splice(0, this.#items.length, transform);
    this.#write();
    return transform;
  }
  getItem(index: number): Transform | undefined {
    return this.#items[index];
  }
  removeItem(index: number): void {
    this.#items.splice(index, 1);
    this.#write();
  }
  consolidate(): Transform | null {
    return this.#items.length === 0 ? null : this.initialize(transformOf(this.total));
  }
  createSVGTransformFromMatrix(matrix: Matrix): Transform {
    return transformOf(matrix);
  }

  #write(): void {
    if (this.#items.length === 0) this.#element.removeAttribute('transform');
    else this.#element.setAttribute('transform', this.total.toString());
  }
}

const lists = new WeakMap<Element, TransformList>();

/** The list of an element, always the same one. */
export const transformsOf = (element: Element): TransformList => {
  const known = lists.get(element) ?? new TransformList(element);
  lists.set(element, known);
  return known;
};
