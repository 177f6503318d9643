import { createHash } from 'node:crypto';
import type { DOMWindow } from 'jsdom';
import { allowedAttributes, allowedElements, presentationAttributes } from './allowed.js';

const namespace = 'http://www.w3.org/2000/svg';

/** A drawing wider than this, in its own pixels, keeps its size and is scrolled: shrunk to a page it can't be read. */
const widestThatFits = 1600;

/**
 * Makes bpmn-js's SVG fit to stand in our pages: no `style` attributes, nothing but shapes and text, ids of its own, a
 * title, and groups that `wayTaken` can find (`class` first, then `data-element-id`).
 * @param title what the drawing shows, for those who don't see it
 * @throws Error if the drawing holds an element that bpmn-js doesn't draw with
 */
export const tidySvg = (window: DOMWindow, source: string, title: string): string => {
  const document = new window.DOMParser().parseFromString(source, 'image/svg+xml');
  const svg = document.documentElement;
  for (const hit of svg.querySelectorAll('.djs-hit, .djs-outline')) hit.remove();
  for (const element of [svg, ...svg.querySelectorAll('*')]) tidyElement(element);
  renameIds(
    svg,
    createHash('sha256')
      .update(source.replace(/marker-\w+/g, ''))
      .digest('hex')
      .slice(0, 8),
  );
  frame(svg, title);
  return new window.XMLSerializer().serializeToString(svg);
};

const tidyElement = (element: Element): void => {
  if (!allowedElements.has(element.localName) || element.namespaceURI !== namespace) {
    throw new Error(`Il disegno contiene un elemento non ammesso: <${element.localName}>.`);
  }
  const attributes = new Map([...element.attributes].map(({ name, value }) => [name, value]));
  for (const [name, value] of declarations(attributes.get('style') ?? '')) attributes.set(name, value);
  for (const name of attributes.keys()) element.removeAttribute(name);
  const first = ['class', 'data-element-id'].filter((name) => attributes.has(name));
  for (const name of new Set([...first, ...attributes.keys()])) {
    const value = attributes.get(name) ?? '';
    if (allowedAttributes.has(name) && isLocal(value)) element.setAttribute(name, value);
  }
};

const declarations = (style: string): [string, string][] =>
  style.split(';').flatMap((declaration): [string, string][] => {
    const colon = declaration.indexOf(':');
    const [name, value] = [declaration.slice(0, colon).trim(), declaration.slice(colon + 1).trim()];
    if (colon < 0 || !presentationAttributes.has(name) || (name === 'display' && value === 'block'))
      return [];
    return [[name, value.replace(/["']/g, '')]];
  });

/** `url(…)` may only name a part of the drawing itself. */
const isLocal = (value: string): boolean => !/url\(\s*[^#\s]/i.test(value);

/** Several drawings may stand in one page: the ids of one start with a mark of its content, the same at every drawing. */
const renameIds = (svg: Element, mark: string): void => {
  const names = new Map<string, string>();
  for (const element of svg.querySelectorAll('[id]')) {
    const name = `d${mark}-${names.size + 1}`;
    names.set(element.id, name);
    element.setAttribute('id', name);
  }
  for (const element of svg.querySelectorAll('[marker-start], [marker-mid], [marker-end]')) {
    for (const attribute of ['marker-start', 'marker-mid', 'marker-end']) {
      const target = /^url\(#(.+)\)$/.exec(element.getAttribute(attribute) ?? '')?.[1];
      if (target) element.setAttribute(attribute, `url(#${names.get(target) ?? ''})`);
    }
  }
};

const frame = (svg: Element, title: string): void => {
  const width = Number.parseFloat(svg.getAttribute('width') ?? '0');
  const isWide = width > widestThatFits;
  svg.removeAttribute('height');
  svg.setAttribute('width', isWide ? String(Math.round(width)) : '100%');
  svg.setAttribute('class', isWide ? 'diagram diagram-wide' : 'diagram');
  svg.setAttribute('role', 'img');
  const caption = svg.ownerDocument.createElementNS(namespace, 'title');
  caption.textContent = title;
  svg.prepend(caption);
};
