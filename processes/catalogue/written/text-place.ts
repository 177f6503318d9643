import { isNode, LineCounter, parseDocument, type YAMLError } from 'yaml';

/** Lines of a text in YAML or JSON, which is YAML too. */
export interface TextPlaces {
  /** The line of what stands at the end of a path, or of the nearest around it that is there; from 1. */
  lineOf(path: readonly PropertyKey[]): number;
  /** What can't be read at all. */
  errors: readonly YAMLError[];
}

/** @param text YAML or JSON; where it can't be read, what can is placed */
export const placesIn = (text: string): TextPlaces => {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lineCounter.linePos(node.range[0]).line;
    }
    return 1;
  };
  return { lineOf, errors: document.errors };
};
