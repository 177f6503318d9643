import { z } from 'zod';
import { numberInRegister } from '../db/transactions/own-registers.js';
import { defineWorker } from './define-worker.js';

export const registroNumera = defineWorker({
  type: 'registro.numera',
  title: 'Dai un numero di registro',
  description:
    'Dà alla pratica il prossimo numero di un registro del Comune (passi carrabili, contrassegni…), senza salti; ripetuto, lo stesso.',
  input: z.object({
    registro: z
      .string()
      .regex(/^[a-z][a-z-]*$/)
      .meta({ title: 'Registro', description: 'nome in minuscolo, per esempio passi-carrabili' }),
    ogniAnno: z.union([z.boolean(), z.stringbool()]).default(true).meta({
      title: 'Ricomincia ogni anno',
      description: 'se no, la numerazione continua',
      type: 'boolean',
    }),
  }),
  output: z.object({ registroNumero: z.string().describe('per esempio 12/2026, oppure 12') }),
  run: async ({ services, trx, input, context: { caseId } }) => ({
    registroNumero: await numberInRegister(trx, {
      register: input.registro,
      isYearly: input.ogniAnno,
      caseId,
      at: services.clock.now(),
    }),
  }),
});
