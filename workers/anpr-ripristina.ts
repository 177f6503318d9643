import { z } from 'zod';
import { defineWorker } from './define-worker.js';
import { simulatedAnpr } from './ports/simulated-anpr.js';

export const anprRipristina = defineWorker({
  type: 'anpr.ripristina',
  title: 'Ripristina la residenza in ANPR (simulazione)',
  description: 'Annulla la registrazione dalla data della dichiarazione e rimette la residenza di prima.',
  input: z.object({}),
  output: z.object({ anprRipristinata: z.boolean().describe('c’era una registrazione da annullare') }),
  run: async ({ services, trx, context }) => ({
    anprRipristinata: await simulatedAnpr.restore(trx, context.caseId, services.clock.now()),
  }),
});
