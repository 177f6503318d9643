import { z } from 'zod';
import { applicantOf } from './of-case.js';
import { defineWorker } from './define-worker.js';
import { simulatedAnpr } from './ports/simulated-anpr.js';

export const anprVerifica = defineWorker({
  type: 'anpr.verifica',
  title: 'Cerca in ANPR (simulazione)',
  description: 'Cerca il richiedente nell’anagrafe nazionale. Se non risponde il passo viene ritentato.',
  input: z.object({}),
  output: z.object({
    residente: z.boolean().describe('già residente nel Comune'),
    soggettoTrovato: z.boolean().describe('presente in anagrafe'),
  }),
  run: async ({ trx, context }) => {
    const { taxCode } = await applicantOf(trx, context.caseId);
    const person = taxCode ? await simulatedAnpr.find(trx, taxCode) : null;
    return { residente: person?.resident ?? false, soggettoTrovato: person !== null };
  },
});
