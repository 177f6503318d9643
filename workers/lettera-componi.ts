import { z } from 'zod';
import type { JsonObject } from '../core/json.js';
import { draftLetter } from '../db/transactions/letters.js';
import { courtesyLanguages, letterCodes } from '../templates/letter-codes.js';
import { defineWorker } from './define-worker.js';
import { cause } from './term/step.js';

export const letteraComponi = defineWorker({
  type: 'lettera.componi',
  title: 'Scrivi una lettera',
  description:
    'Prepara la bozza di una lettera con i dati della pratica; il numero arriva con la registrazione.',
  input: z.object({
    lettera: z.enum(letterCodes).meta({ title: 'Lettera', description: 'quale lettera' }),
    oggetto: z
      .string()
      .optional()
      .meta({ title: 'Oggetto', description: 'se manca, quello del tipo di lettera' }),
    causa: cause.optional().meta({
      title: 'Causa',
      description:
        'quale sospensione o interruzione la lettera comporta; se manca, quella del tipo di lettera',
    }),
    dati: z.record(z.string(), z.json()).optional().meta({
      title: 'Dati',
      description:
        'campi che la lettera legge oltre a quelli dei moduli, per esempio {destinatarioNome: parte.nome}; {elenco: "parti", riga: n} prende i campi di una riga che un modulo ha raccolto',
    }),
    lingua: z
      .enum(['it', ...courtesyLanguages])
      .optional()
      .meta({
        title: 'Lingua',
        description:
          'della traduzione di cortesia; se manca, quella che il destinatario ha chiesto; «it»: nessuna',
      }),
  }),
  output: z.object({ letteraId: z.string().describe('la lettera, da firmare, registrare e inviare') }),
  errors: { 'silence.formed': 'il silenzio ha già avuto effetto: un diniego o un divieto non ne avrebbe' },
  run: async ({ services, trx, input, context }) => {
    const letter = await draftLetter(services, trx, {
      caseId: context.caseId,
      code: input.lettera,
      subject: input.oggetto,
      cause: input.causa,
      courtesy: input.lingua,
      fields: input.dati as JsonObject | undefined,
      effectKey: context.effectKey,
      at: services.clock.now(),
    });
    return { letteraId: letter.id };
  },
});
