import { z } from 'zod';
import { defineWorker } from '../define-worker.js';
import { day, output, writeLine } from './step.js';

export const termExtend = defineWorker({
  type: 'term.extend',
  title: 'Proroga il termine',
  description:
    'Aggiunge giorni al termine della pratica, dove una norma lo permette. Dopo la scadenza non ha effetto.',
  input: z.object({
    giorni: z.coerce
      .number()
      .int()
      .positive()
      .max(365)
      .meta({ title: 'Giorni in più', description: 'quanti', type: 'integer' }),
    norma: z.string().min(1).meta({ title: 'Norma', description: 'l’articolo che lo permette' }),
    dal: day,
  }),
  output,
  run: (step) =>
    writeLine(step, {
      kind: 'extended',
      days: step.input.giorni,
      article: step.input.norma,
      on: step.input.dal,
    }),
});
