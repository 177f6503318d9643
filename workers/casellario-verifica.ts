import { z } from 'zod';
import { BusinessError } from '../core/errors.js';
import { defineWorker } from './define-worker.js';
import { applicantOf } from './of-case.js';
import { recordOutcomes } from './ports/casellario.js';
import { simulatedCasellario } from './ports/simulated-casellario.js';

export const casellarioVerifica = defineWorker({
  type: 'casellario.verifica',
  title: 'Controlla il casellario giudiziale (simulazione)',
  description:
    'Dice soltanto se qualcosa impedisce l’attività (requisiti morali, D.Lgs. 59/2010 art. 71): non che cosa.',
  input: z.object({
    codiceFiscale: z
      .string()
      .trim()
      .toUpperCase()
      .optional()
      .meta({ title: 'Codice fiscale', description: 'di chi si controlla; se manca, il richiedente' }),
  }),
  output: z.object({
    casellarioEsito: z.enum(recordOutcomes).describe('«ostativo» se impedisce l’attività'),
  }),
  errors: { CASELLARIO_RIFIUTO: 'Il casellario rifiuta i dati' },
  run: async ({ services, trx, input, context: { caseId } }) => {
    const taxCode = input.codiceFiscale || (await applicantOf(trx, caseId)).taxCode;
    const answer = taxCode
      ? await simulatedCasellario.check({ db: services.db, caseId }, taxCode)
      : { refused: 'Il casellario (simulazione) rifiuta: manca il codice fiscale.' };
    if ('outcome' in answer) return { casellarioEsito: answer.outcome };
    throw new BusinessError('CASELLARIO_RIFIUTO', {
      message: answer.refused,
      remedy: 'Confronta i dati con il documento e correggi la scheda del soggetto.',
    });
  },
});
