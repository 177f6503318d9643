import { z } from 'zod';
import { addDays, dateInRome, endOfDay } from '../law/calendar.js';
import { defineWorker } from './define-worker.js';
import { caseOf } from './of-case.js';

/** Ten years: longer terms are a slip of the pen. */
const longestTermDays = 3_660;

/** A bare date is that day; a moment is the day in Rome. */
const dayOf = (from: string | Date): string =>
  typeof from === 'string' && from.length === 10 ? from : dateInRome(new Date(from));

export const termineCalcola = defineWorker({
  type: 'termine.calcola',
  title: 'Calcola un termine',
  description: 'Dà la fine di un termine: primo giorno escluso, scadenza festiva prorogata (c.c. art. 2963).',
  input: z.object({
    inizio: z
      .union([z.iso.date(), z.iso.datetime({ offset: true })])
      .optional()
      .meta({ title: 'Da quando', description: 'data o data e ora ISO; se manca, la presentazione' }),
    giorni: z.coerce
      .number()
      .int()
      .positive()
      .max(longestTermDays)
      .meta({ title: 'Giorni', description: 'quanti', type: 'integer' }),
    tipo: z
      .enum(['calendario', 'lavorativi'])
      .meta({ title: 'Tipo di giorni', description: 'tutti i giorni, o solo quelli lavorativi' }),
  }),
  output: z.object({
    scadenza: z.string().describe('fine del termine, per un timer: =date and time(scadenza)'),
  }),
  run: async ({ trx, input, context }) => {
    const from = input.inizio ?? (await caseOf(trx, context.caseId)).presentedAt;
    return { scadenza: endOfDay(addDays(dayOf(from), input.giorni, input.tipo)).toISOString() };
  },
});
