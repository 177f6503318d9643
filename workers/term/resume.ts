import { z } from 'zod';
import { defineWorker } from '../define-worker.js';
import { cause, day, output, writeLine } from './step.js';

export const termResume = defineWorker({
  type: 'term.resume',
  title: 'Riprendi il termine',
  description:
    'La risposta è arrivata: il termine riprende, e la scadenza si sposta dei soli giorni trascorsi. Una risposta tardiva non cambia niente.',
  input: z.object({ causa: cause, dal: day }),
  output,
  run: (step) => writeLine(step, { kind: 'resumed', cause: step.input.causa, on: step.input.dal }),
});
