/** A piece of a passage; `found` ones are words that were looked for. */
export interface SnippetPart {
  text: string;
  found: boolean;
}

/** Cuts a passage at the marks around its found words, so that the view escapes every piece. */
export const snippetOf = (headline: string | null): SnippetPart[] =>
  (headline ?? '')
    .replace(/\s+/g, ' ')
    .split(/\uE000([^\uE000\uE001]*)\uE001/)
    .map((text, index) => ({ text: text.replace(/[\uE000\uE001]/g, ''), found: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
