import { z } from 'zod';
import { draftLetter, registerLetter } from '../db/transactions/letters.js';
import { defineWorker } from './define-worker.js';

export const ricevutaEmetti = defineWorker({
  type: 'ricevuta.emetti',
  title: 'Rilascia la ricevuta',
  description: 'La ricevuta immediata (L. 241/1990 art. 18-bis): di solito c’è già, fatta allo sportello.',
  input: z.object({}),
  output: z.object({ ricevutaId: z.string().describe('la ricevuta') }),
  run: async ({ services, trx, context }) => {
    const at = services.clock.now();
    const effectKey = `receipt ${context.caseId}`;
    const receipt = await draftLetter(services, trx, {
      caseId: context.caseId,
      code: 'L1',
      effectKey,
      withDraft: false,
      at,
    });
    await registerLetter(services, trx, { letterId: receipt.id, at });
    return { ricevutaId: receipt.id };
  },
});
