import { z } from 'zod';
import { BusinessError } from '../core/errors.js';
import type { JsonObject } from '../core/json.js';
import { dateInRome } from '../law/calendar.js';
import { applicantOf, caseOf } from './applicant.js';
import { defineWorker } from './define-worker.js';
import { simulatedAnpr } from './ports/anpr.js';

/** The new address as the application says it: `indirizzo`, `civico`, `interno`, in one line. */
const addressIn = (application: JsonObject): string =>
  ['indirizzo', 'civico', 'interno']
    .map((field) => application[field])
    .filter((part) => part !== undefined && part !== null && part !== '')
    .join(', ');

export const anprRegistra = defineWorker({
  type: 'anpr.registra',
  title: 'Registra la residenza in ANPR (simulazione)',
  description: 'Registra la nuova residenza; gli effetti decorrono dalla dichiarazione (DPR 223/1989 art. 18).',
  input: z.object({}),
  output: z.object({
    anprRegistrazioneId: z.string().describe('identificativo della registrazione'),
    dataDecorrenza: z.string().describe('da quando vale, data ISO'),
  }),
  errors: { ANPR_RIFIUTO: 'ANPR rifiuta i dati' },
  run: async ({ services, trx, context }) => {
    const file = await caseOf(trx, context.caseId);
    const applicant = await applicantOf(trx, context.caseId);
    const from = dateInRome(file.presentedAt);
    const address = addressIn(file.application);
    const answer = await simulatedAnpr.register(trx, { file, applicant, address, from, at: services.clock.now() });
    if ('refused' in answer) {
      throw new BusinessError('ANPR_RIFIUTO', { message: answer.refused, remedy: 'Correggi i dati della dichiarazione.' });
    }
    return { anprRegistrazioneId: answer.id, dataDecorrenza: from };
  },
});
