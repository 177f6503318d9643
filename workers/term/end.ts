import { z } from 'zod';
import { defineWorker } from '../define-worker.js';
import { day, output, writeLine } from './step.js';

export const termEnd = defineWorker({
  type: 'term.end',
  title: 'Chiudi il termine',
  description:
    'L’atto che conclude il procedimento è adottato: il termine non corre più (L. 241/1990 art. 2 c. 1).',
  input: z.object({ dal: day }),
  output,
  run: (step) => writeLine(step, { kind: 'ended', on: step.input.dal }),
});
