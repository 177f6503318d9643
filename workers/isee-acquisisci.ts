import { z } from 'zod';
import { dateInRome } from '../law/calendar.js';
import { defineWorker } from './define-worker.js';
import { applicantOf } from './of-case.js';
import { simulatedIsee } from './ports/simulated-isee.js';

export const iseeAcquisisci = defineWorker({
  type: 'isee.acquisisci',
  title: 'Acquisisci l’ISEE (simulazione)',
  description:
    'Prende l’attestazione ISEE in vigore dall’archivio dell’INPS: al cittadino non si chiede (DPCM 159/2013).',
  input: z.object({
    codiceFiscale: z.string().trim().toUpperCase().optional().meta({
      title: 'Codice fiscale',
      description: 'di un componente del nucleo; se manca, il richiedente',
    }),
  }),
  output: z.object({
    iseeTrovato: z.boolean().describe('c’è un’attestazione in vigore'),
    iseeValore: z.number().nullable().describe('euro; nullo se non c’è'),
    iseeDifforme: z.boolean().describe('l’INPS segnala omissioni o difformità'),
    iseeScadenza: z.string().nullable().describe('ultimo giorno di validità, data ISO; nullo se non c’è'),
  }),
  run: async ({ services, trx, input, context: { caseId } }) => {
    const taxCode = input.codiceFiscale || (await applicantOf(trx, caseId)).taxCode;
    const today = dateInRome(services.clock.now());
    const found = taxCode ? await simulatedIsee.find({ db: services.db, caseId }, taxCode, today) : null;
    return {
      iseeTrovato: found !== null,
      iseeValore: found?.value ?? null,
      iseeDifforme: found?.flawed ?? false,
      iseeScadenza: found?.validUntil ?? null,
    };
  },
});
