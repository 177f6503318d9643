import type { DiagramModel } from '../processes/catalogue/diagram-model.js';
import { publicWords } from '../processes/catalogue/public-words.js';
import type { Sheet } from '../processes/catalogue/sheet.js';

/** Shorter ones could be words of another language too. */
const shortest = 4;

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

/** What a diagram says, which is Italian in whatever language the page is. */
export const wordsOfDiagram = ({ elements, flows }: DiagramModel): string[] => [
  ...[...elements.values()].flatMap((element) => [element.name, ...textsIn(publicWords(element))]),
  ...[...flows.values()].map(({ name }) => name),
];

/** What the sheet says. */
export const wordsOfSheet = ({ term, otherTerms, ...sheet }: Sheet): string[] =>
  textsIn([sheet, term.source, otherTerms.map(({ title, source }) => [title, source])]);

/**
 * Finds texts that are Italian on a page of another language, so that a screen reader pronounces them so (WCAG 2.2, 3.1.2).
 * They may begin with a small letter, inside a sentence.
 * @returns null when there is nothing to find
 */
export const italianIn = (texts: readonly string[]): RegExp | null => {
  const phrases = [...new Set(texts.map((text) => text.trim()).filter((text) => text.length >= shortest))]
    .sort((a, b) => b.length - a.length)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return phrases.length > 0
    ? new RegExp(`(?<![\\p{L}\\d])(?:${phrases.join('|')})(?![\\p{L}\\d])`, 'giu')
    : null;
};
