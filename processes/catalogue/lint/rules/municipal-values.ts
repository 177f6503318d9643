import type { Problem, Rule } from '../finding.js';

const read = /\bvalori\.([A-Za-z]\w*)/g;
const namesIn = (text: string): string[] => [...text.matchAll(read)].map(([, name = '']) => name);

const unknown = (name: string): string =>
  `«${name}» non è fra i valori del Comune: scrivilo in processes/valori.yaml o correggi il nome`;

/** A value of the municipality that a diagram, a decision or a fee reads is one that an administrator can set. */
export const municipalValues: Rule = {
  name: 'municipal-values',
  check: ({ model, bundle: { decisions, sheet }, values }) => {
    const isUnknown = (name: string): boolean => !values.has(name);
    return [
      ...model.expressions.flatMap(({ elementId, text }): Problem[] =>
        namesIn(text)
          .filter(isUnknown)
          .map((name) => ({ element: model.elements.get(elementId) ?? null, message: unknown(name) })),
      ),
      ...Object.entries(decisions).flatMap(([file, dmn]): Problem[] =>
        [...new Set(namesIn(dmn))]
          .filter(isUnknown)
          .map((name) => ({ file: `decisions/${file}`, message: unknown(name) })),
      ),
      ...sheet.fees.flatMap(({ value }): Problem[] =>
        value && isUnknown(value) ? [{ file: 'sheet.yaml', message: unknown(value) }] : [],
      ),
    ];
  },
};
