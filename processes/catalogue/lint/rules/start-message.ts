import { elementsOf, type Rule } from '../finding.js';

/** A case starts by the message `istanza.<id>`, and by nothing else. */
export const startMessage: Rule = {
  name: 'start-message',
  check: ({ model, bundle: { sheet } }) => {
    const expected = `istanza.${sheet.id}`;
    const starts = elementsOf(model, 'startEvent').filter(({ parent }) => parent === model.processId);
    const wrong = starts.filter(({ message }) => message !== expected);
    if (starts.length === 0)
      return [{ message: `manca l’inizio: aggiungi un evento che riceve il messaggio «${expected}»` }];
    return wrong.map((element) => ({
      element,
      message: `la pratica comincia dal messaggio «${expected}»: usa questo nome${element.message ? `, non «${element.message}»` : ''}`,
    }));
  },
};
