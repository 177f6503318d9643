import type { Rule } from '../finding.js';

/** The sheet and the process have one id. */
export const processId: Rule = {
  name: 'process-id',
  check: ({ model, bundle: { sheet } }) =>
    model.processId === sheet.id
      ? []
      : [
          {
            message: `l’id del processo è «${model.processId}» ma la scheda dice «${sheet.id}»: usa lo stesso`,
          },
        ],
};
