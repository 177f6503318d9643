import { z } from 'zod';
import { systemActor } from '../core/actor.js';
import { BusinessError } from '../core/errors.js';
import { audit } from '../db/audit.js';
import { defineWorker } from './define-worker.js';
import { applicantOf } from './of-case.js';
import { answerMessage, unanswered } from './outside-answer.js';
import { simulatedExchange } from './ports/simulated-exchange.js';

const portal = simulatedExchange('cie', 'Il portale CIE', { inWorkingDays: true });

export const cieTrasmetti = defineWorker({
  type: 'cie.trasmetti',
  title: 'Chiedi la stampa della carta (simulazione)',
  description:
    'Manda al Ministero fotografia, impronte e firma; la carta arriva per posta, di solito in sei giorni lavorativi.',
  input: z.object({ messaggioRisposta: answerMessage }),
  output: z.object({
    ciePratica: z.string().describe('numero della richiesta al portale'),
    cieEsito: z.string().describe('«attesa»; con la risposta «consegnata»'),
  }),
  errors: { CIE_RIFIUTO: 'Il portale rifiuta i dati' },
  run: async ({ services, trx, input: { messaggioRisposta: message }, context: { caseId, effectKey } }) => {
    const at = services.clock.now();
    const addressee = (await applicantOf(trx, caseId)).taxCode ?? '';
    const subject = 'Carta d’identità elettronica';
    const answer = message ? { message, key: caseId, variable: 'cieEsito' } : null;
    const sent = await portal.send(trx, {
      db: services.db,
      caseId,
      addressee,
      subject,
      answer,
      effectKey,
      at,
    });
    if ('refused' in sent)
      throw new BusinessError('CIE_RIFIUTO', {
        message: sent.refused,
        remedy: 'Rifai la rilevazione e ritrasmetti.',
      });
    await audit(trx, { at, actor: systemActor, act: 'cie.trasmessa', caseId });
    return { ciePratica: sent.id, cieEsito: unanswered };
  },
});
