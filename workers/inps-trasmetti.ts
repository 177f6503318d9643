import { z } from 'zod';
import { systemActor } from '../core/actor.js';
import { BusinessError } from '../core/errors.js';
import { audit } from '../db/audit.js';
import { defineWorker } from './define-worker.js';
import { applicantOf } from './of-case.js';
import { answerMessage, unanswered } from './outside-answer.js';
import { simulatedExchange } from './ports/simulated-exchange.js';

const inps = simulatedExchange('inps', 'L’INPS');

export const inpsTrasmetti = defineWorker({
  type: 'inps.trasmetti',
  title: 'Trasmetti all’INPS (simulazione)',
  description:
    'Comunica all’INPS la concessione, perché paghi (D.Lgs. 151/2001 art. 74); se non risponde il passo viene ritentato.',
  input: z.object({
    prestazione: z
      .string()
      .min(1)
      .meta({ title: 'Prestazione', description: 'per esempio Assegno di maternità' }),
    messaggioRisposta: answerMessage,
  }),
  output: z.object({
    inpsTrasmissioneId: z.string().describe('la trasmissione'),
    inpsEsito: z.string().describe('«attesa»; con la risposta «pagato» o «respinto»'),
  }),
  errors: { INPS_RIFIUTO: 'L’INPS rifiuta i dati' },
  run: async ({ services, trx, input, context: { caseId, effectKey } }) => {
    const at = services.clock.now();
    const { prestazione: subject, messaggioRisposta: message } = input;
    const addressee = (await applicantOf(trx, caseId)).taxCode ?? '';
    const answer = message ? { message, key: caseId, variable: 'inpsEsito' } : null;
    const sent = await inps.send(trx, { db: services.db, caseId, addressee, subject, answer, effectKey, at });
    if ('refused' in sent)
      throw new BusinessError('INPS_RIFIUTO', {
        message: sent.refused,
        remedy: 'Correggi i dati e ritrasmetti.',
      });
    await audit(trx, {
      at,
      actor: systemActor,
      act: 'inps.trasmesso',
      caseId,
      details: { prestazione: subject },
    });
    return { inpsTrasmissioneId: sent.id, inpsEsito: unanswered };
  },
});
