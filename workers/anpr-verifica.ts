import { z } from 'zod';
import { ageOn } from '../law/age.js';
import { dateInRome } from '../law/calendar.js';
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
    eta: z.number().int().nullable().describe('anni compiuti oggi; nullo se la data di nascita non si sa'),
  }),
  run: async ({ services, trx, context }) => {
    const { taxCode, birthDate } = await applicantOf(trx, context.caseId);
    const person = taxCode ? await simulatedAnpr.find(trx, taxCode) : null;
    return {
      residente: person?.resident ?? false,
      soggettoTrovato: person !== null,
      eta: birthDate ? ageOn(birthDate, dateInRome(services.clock.now())) : null,
    };
  },
});
