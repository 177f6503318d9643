import { z } from 'zod';
import { defineWorker } from '../define-worker.js';
import { cause, day, output, writeLine } from './step.js';

export const termSuspend = defineWorker({
  type: 'term.suspend',
  title: 'Sospendi il termine',
  description:
    'Ferma il termine della pratica: i giorni già usati restano (L. 241/1990 art. 2 c. 7, art. 10-bis). Una seconda richiesta non lo ferma.',
  input: z.object({ causa: cause, dal: day }),
  output,
  run: (step) => writeLine(step, { kind: 'suspended', cause: step.input.causa, on: step.input.dal }),
});
