import type { Rule } from '../finding.js';

/** The engine reads a condition only as FEEL, behind an equals sign; other tools write their own languages there. */
export const conditions: Rule = {
  name: 'conditions',
  check: ({ model }) =>
    [...model.flows.values()].flatMap(({ id, name, condition }) =>
      !condition || condition.startsWith('=')
        ? []
        : [
            {
              element: { id, name },
              message: `la condizione «${condition}» è scritta per un altro motore: scrivila in FEEL, che comincia con «=», per esempio =esito = "si"`,
            },
          ],
    ),
};
