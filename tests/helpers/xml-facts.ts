import { JSDOM } from 'jsdom';

const { DOMParser } = new JSDOM().window;
const xsi = 'http://www.w3.org/2001/XMLSchema-instance';
const declarations = 'http://www.w3.org/2000/xmlns/';

/** `30.0` and `30` are one number, ` a  b` and `a b` one text. */
const plain = (value: string): string => {
  const text = value.replace(/\s+/g, ' ').trim();
  return /^-?\d+(\.\d+)?$/.test(text) ? String(Number(text)) : text;
};

/** A name with its namespace instead of the prefix that a file happens to give it. */
const spelt = (namespace: string | null, name: string): string => `{${namespace ?? ''}}${name}`;

/** A type is named with a prefix in its value, too. */
const typeNamed = (element: Element, value: string): string => {
  const [name = '', prefix] = value.split(':').reverse();
  return spelt(element.lookupNamespaceURI(prefix ?? null), name);
};

const factsIn = (element: Element, around: string): string[] => {
  const id = element.getAttribute('id');
  const place = `${around}/${element.localName}${id ? `#${id}` : ''}`;
  const attributes = [...element.attributes]
    .filter(({ namespaceURI }) => namespaceURI !== declarations)
    .map(({ namespaceURI, localName, value }) => {
      const isType = namespaceURI === xsi && localName === 'type';
      return `${place} @${spelt(namespaceURI, localName)}=${isType ? typeNamed(element, value) : plain(value)}`;
    });
  const text = [...element.childNodes]
    .filter(({ nodeType }) => nodeType === 3 || nodeType === 4)
    .map(({ textContent }) => textContent ?? '')
    .join('');
  return [
    `${place} ${element.namespaceURI ?? ''}`,
    ...attributes,
    ...(text.trim() ? [`${place} = ${plain(text)}`] : []),
    ...[...element.children].flatMap((child) => factsIn(child, place)),
  ];
};

/**
 * Everything an XML file says, a line each: its elements, attributes and texts, each with its place. Order, prefixes,
 * spaces and comments say nothing.
 */
export const factsOf = (xml: string): string[] => {
  const { documentElement } = new DOMParser().parseFromString(xml, 'text/xml');
  return factsIn(documentElement, '');
};
