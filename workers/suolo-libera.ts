import { z } from 'zod';
import { releaseLand } from '../db/transactions/land-bookings.js';
import { defineWorker } from './define-worker.js';

export const suoloLibera = defineWorker({
  type: 'suolo.libera',
  title: 'Libera il suolo pubblico',
  description: 'Toglie la prenotazione della pratica, anche come compensazione.',
  input: z.object({}),
  output: z.object({ suoloLiberato: z.boolean().describe('c’era una prenotazione da togliere') }),
  run: async ({ services, trx, context }) => ({
    suoloLiberato: await releaseLand(trx, context.caseId, services.clock.now()),
  }),
});
