import { z } from 'zod';
import { NotFoundError } from '../core/errors.js';
import { Registration } from '../db/models/registration.js';
import { registerLetter } from '../db/transactions/letters.js';
import { defineWorker } from './define-worker.js';
import { letterOf } from './of-case.js';

export const protocolloRegistra = defineWorker({
  type: 'protocollo.registra',
  title: 'Registra a protocollo',
  description:
    'Con una lettera: le dà il numero e ne fa il PDF definitivo. Senza: ritrova la registrazione dell’istanza, fatta allo sportello.',
  input: z.object({
    letteraId: z
      .uuid()
      .optional()
      .meta({ title: 'Lettera', description: 'variabile con la lettera da registrare' }),
  }),
  output: z.object({ protocolloNumero: z.string().describe('numero e anno, per esempio 0000123/2026') }),
  errors: { 'silence.formed': 'il silenzio ha già avuto effetto: un diniego o un divieto non ne avrebbe' },
  run: async ({ services, trx, input, context }) => {
    if (input.letteraId) {
      const { id: letterId } = await letterOf(trx, context.caseId, input.letteraId);
      const at = services.clock.now();
      return { protocolloNumero: (await registerLetter(services, trx, { letterId, at })).protocol };
    }
    const registration = await Registration.query(trx)
      .where({ case_id: context.caseId, direction: 'incoming' })
      .orderBy(['entered_at', 'number'])
      .first();
    if (!registration) throw new NotFoundError('Registrazione dell’istanza');
    return { protocolloNumero: registration.protocol };
  },
});
