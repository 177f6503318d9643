import { describe, expect, it } from 'vitest';
import { Matrix } from '../../../web/diagram/dom/matrix.js';
import { textWidth } from '../../../web/diagram/dom/text-width.js';
import { transformOf, TransformList } from '../../../web/diagram/dom/transforms.js';

describe('the geometry that jsdom lacks', () => {
  it('multiplies maps from the right and inverts them', () => {
    const map = new Matrix().translate(10, 20).scale(2);
    expect(map.apply(1, 1)).toEqual({ x: 12, y: 22 });
    const back = map.multiply(new Matrix().rotate(30));
    const { x, y } = back.multiply(back.inverse()).apply(3, 4);
    expect([x, y].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([3, 4]);
    expect(() => new Matrix(0, 0, 0, 0).inverse()).toThrow();
  });
  it('shows an element’s transforms in its attribute', () => {
    const attributes = new Map<string, string>();
    const element = {
      setAttribute: (name: string, value: string) => attributes.set(name, value),
      removeAttribute: (name: string) => attributes.delete(name),
    } as unknown as Element;
    const list = new TransformList(element);
    list.appendItem(transformOf(new Matrix().translate(5, 6)));
    list.appendItem(transformOf(new Matrix().scale(2)));
    expect(attributes.get('transform')).toBe('matrix(2 0 0 2 5 6)');
    list.consolidate();
    expect(list.length).toBe(1);
    list.clear();
    expect(attributes.has('transform')).toBe(false);
  });
  it('measures text as Arial does', () => {
    expect(textWidth('Wi', 1000)).toBe(944 + 222);
  });
});
