import { z } from 'zod';
import { defineWorker } from '../define-worker.js';
import { day, output, writeLine } from './step.js';

export const termIncomplete = defineWorker({
  type: 'term.incomplete',
  title: 'Segna l’istanza come incompleta',
  description:
    'Se la comunicazione parte entro dieci giorni, il termine decorre dall’istanza regolare, altrimenti da quella originaria (DPR 300/1992 art. 3).',
  input: z.object({ dal: day }),
  output,
  run: (step) => writeLine(step, { kind: 'incomplete', on: step.input.dal }),
});
