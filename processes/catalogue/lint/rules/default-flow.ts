import { elementsOf, type Rule } from '../finding.js';

/** A choice without a way for all other answers stops the case when none of its conditions holds. */
export const defaultFlow: Rule = {
  name: 'default-flow',
  check: ({ model }) =>
    elementsOf(model, 'exclusiveGateway', 'inclusiveGateway')
      .filter(({ outgoing, defaultFlow: flow }) => outgoing.length > 1 && !flow)
      .map((element) => ({
        element,
        message: 'scegli un flusso predefinito: se nessuna condizione è vera, la pratica si blocca',
      })),
};
