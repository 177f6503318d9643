import { z } from 'zod';
import { addDays, dateInRome, endOfDay } from '../law/calendar.js';
import { caseOf } from './applicant.js';
import { defineWorker } from './define-worker.js';

export const termineCalcola = defineWorker({
  type: 'termine.calcola',
  title: 'Calcola un termine',
  description: 'Dà la fine di un termine: primo giorno escluso, scadenza festiva prorogata (c.c. art. 2963).',
  input: z.object({
    inizio: z.iso.date().nullish().meta({ title: 'Da quando', description: 'data; se manca, la presentazione' }),
    giorni: z.coerce.number().int().positive().meta({ title: 'Giorni', description: 'quanti', type: 'integer' }),
    tipo: z.enum(['calendario', 'lavorativi']).meta({ title: 'Tipo di giorni' }),
  }),
  output: z.object({ scadenza: z.string().describe('fine del termine, per un timer: =date and time(scadenza)') }),
  run: async ({ services, trx, input, context }) => {
    const from = input.inizio ?? dateInRome((await caseOf(trx, context.caseId)).presentedAt);
    const due = addDays(from, input.giorni, input.tipo, services.catalogue.municipality.patron);
    return { scadenza: endOfDay(due).toISOString() };
  },
});
