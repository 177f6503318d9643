import type { Change } from '../../../processes/catalogue/compare/change.js';

/** The groups as `tidySvg` writes them, with the rest of their attributes. */
const group = /<g class="([^"]*)" data-element-id="([^"]*)"([^>]*)>/g;

const signs: Record<Change['kind'], string> = { added: '+', removed: '−', changed: '≠' };

/** What of a diagram is coloured how, by element. What was added or removed is that, whatever else changed in it. */
export const coloursOf = (changes: readonly Change[]): ReadonlyMap<string, Change['kind']> => {
  const colours = new Map<string, Change['kind']>();
  for (const { elementId, kind } of changes) {
    if (elementId && (kind !== 'changed' || !colours.has(elementId))) colours.set(elementId, kind);
  }
  return colours;
};

/**
 * Marks what changed in a drawing: a class for colour and line, and at shapes a sign for those who don't see the colour.
 * Arrows have no place of their own for a sign: their line says it.
 */
export const coloured = (svg: string, colours: ReadonlyMap<string, Change['kind']>): string =>
  svg.replace(group, (whole, classes: string, id: string, rest: string) => {
    const kind = colours.get(id.replace(/_label$/, ''));
    if (!kind) return whole;
    const hasSign = classes.includes('djs-shape') && !id.endsWith('_label');
    const sign = hasSign
      ? `<text class="change-sign" x="-4" y="-4" text-anchor="end" aria-hidden="true">${signs[kind]}</text>`
      : '';
    return `<g class="${classes} change-${kind}" data-element-id="${id}"${rest}>${sign}`;
  });
