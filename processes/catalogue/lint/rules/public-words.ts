import type { DiagramElement } from '../../diagram-model.js';
import { canRest, publicWords } from '../../public-words.js';
import type { Problem, Rule } from '../finding.js';

/** A clerk's or a program's word is no answer for a person: codes, names of variables, anything joined by underscores. */
const technical = /_|\b[a-z]+[A-Z]\w*|[{}<>]|\bid\b/;

const problemOf = (sentence: string, property: string): string | null => {
  if (!/[.?!…]$/.test(sentence)) return `chiudi «${property}» con il punto: si legge ad alta voce`;
  return technical.test(sentence)
    ? `«${property}» ha parole da programma: scrivila per chi ha chiesto`
    : null;
};

const unfitIn = (element: DiagramElement): Problem[] =>
  ['frase', 'lei'].flatMap((property) => {
    const text = element.properties[property];
    const message = text && problemOf(text, property);
    return message ? [{ element, message }] : [];
  });

/** Whoever asks where a case stands is answered with the diagram's own words, read aloud or on the public page. */
export const publicWordsRule: Rule = {
  name: 'public-words',
  check: ({ model }) =>
    [...model.elements.values()].flatMap((element): Problem[] => {
      if (publicWords(element).sentence || !canRest(element, model)) return unfitIn(element);
      const message =
        'aggiungi la proprietà «frase»: che cosa succede qui, detto a chi ha presentato la domanda';
      return [{ element, message }];
    }),
};
