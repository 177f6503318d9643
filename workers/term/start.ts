import { z } from 'zod';
import { defineWorker } from '../define-worker.js';
import { day, output, writeLine } from './step.js';

export const termStart = defineWorker({
  type: 'term.start',
  title: 'Fai decorrere il termine dall’istanza regolare',
  description:
    'L’istanza incompleta è stata regolarizzata: il termine decorre da quel giorno (DPR 300/1992 art. 3). All’apertura della pratica il termine parte da sé.',
  input: z.object({ dal: day }),
  output,
  run: (step) => writeLine(step, { kind: 'regularised', on: step.input.dal }),
});
