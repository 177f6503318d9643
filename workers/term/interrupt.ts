import { z } from 'zod';
import { defineWorker } from '../define-worker.js';
import { cause, day, output, writeLine } from './step.js';

export const termInterrupt = defineWorker({
  type: 'term.interrupt',
  title: 'Interrompi il termine',
  description:
    'Il termine ricomincerà da capo quando la parte risponde (DPR 380/2001 art. 20 c. 5, L. 241/1990 art. 19 c. 3).',
  input: z.object({ causa: cause, dal: day }),
  output,
  run: (step) => writeLine(step, { kind: 'interrupted', cause: step.input.causa, on: step.input.dal }),
});
