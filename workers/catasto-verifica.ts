import { z } from 'zod';
import { defineWorker } from './define-worker.js';
import { applicantOf } from './of-case.js';
import { simulatedCatasto } from './ports/simulated-catasto.js';

const reference = z.coerce.string().trim();

export const catastoVerifica = defineWorker({
  type: 'catasto.verifica',
  title: 'Cerca al catasto (simulazione)',
  description:
    'Cerca l’immobile e dice se chi ha presentato la domanda ne è intestatario: il Comune non può chiederlo (L. 241/1990 art. 18).',
  input: z.object({
    foglio: reference.min(1).meta({ title: 'Foglio', description: 'foglio catastale' }),
    particella: reference.min(1).meta({ title: 'Particella', description: 'particella o mappale' }),
    subalterno: reference.optional().meta({ title: 'Subalterno', description: 'se c’è' }),
  }),
  output: z.object({
    catastoTrovato: z.boolean().describe('l’immobile esiste al catasto'),
    catastoIntestato: z.boolean().describe('il richiedente è tra gli intestatari'),
    catastoCategoria: z.string().describe('categoria, per esempio A/3; vuota se non trovato'),
    catastoSuperficie: z.number().describe('metri quadrati; zero se non trovato'),
  }),
  run: async ({ services, trx, input, context: { caseId } }) => {
    const { taxCode } = await applicantOf(trx, caseId);
    const found = await simulatedCatasto.find({ db: services.db, caseId }, input);
    return {
      catastoTrovato: found !== null,
      catastoIntestato: taxCode !== null && (found?.owners.includes(taxCode) ?? false),
      catastoCategoria: found?.category ?? '',
      catastoSuperficie: found?.area ?? 0,
    };
  },
});
