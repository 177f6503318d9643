import { z } from 'zod';
import { BusinessError } from '../core/errors.js';
import { dateInRome } from '../law/calendar.js';
import { addressIn, declaredIn, membersIn } from './declared.js';
import { defineWorker } from './define-worker.js';
import { applicantOf, caseOf } from './of-case.js';
import { simulatedAnpr } from './ports/simulated-anpr.js';

export const anprRegistra = defineWorker({
  type: 'anpr.registra',
  title: 'Registra la residenza in ANPR (simulazione)',
  description:
    'Registra la nuova residenza di chi dichiara e dei componenti; gli effetti decorrono dalla dichiarazione (DPR 223/1989 art. 18).',
  input: z.object({}),
  output: z.object({
    anprRegistrazioneId: z.string().describe('identificativo della registrazione'),
    dataDecorrenza: z.string().describe('da quando vale, data ISO'),
  }),
  errors: { ANPR_RIFIUTO: 'ANPR rifiuta i dati' },
  run: async ({ services, trx, context }) => {
    const file = await caseOf(trx, context.caseId);
    const declared = await declaredIn(trx, file);
    const from = dateInRome(file.presentedAt);
    const answer = await simulatedAnpr.register(trx, {
      caseId: file.id,
      members: membersIn(declared, await applicantOf(trx, file.id)),
      address: addressIn(declared),
      from,
      at: services.clock.now(),
    });
    if ('refused' in answer) {
      throw new BusinessError('ANPR_RIFIUTO', {
        message: answer.refused,
        remedy: 'Correggi i dati della dichiarazione.',
      });
    }
    return { anprRegistrazioneId: answer.id, dataDecorrenza: from };
  },
});
