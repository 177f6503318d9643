import { z } from 'zod';
import { systemActor } from '../core/actor.js';
import { BusinessError } from '../core/errors.js';
import { audit } from '../db/audit.js';
import { defineWorker } from './define-worker.js';
import { answerKey, answerMessage, unanswered } from './outside-answer.js';
import { simulatedExchange } from './ports/simulated-exchange.js';

const bodies = simulatedExchange('enti', 'L’ente');

export const enteTrasmetti = defineWorker({
  type: 'ente.trasmetti',
  title: 'Trasmetti a un altro ente (simulazione)',
  description:
    'Manda la pratica a un altro ente, con i soli dati che servono; la risposta arriva con il messaggio indicato.',
  input: z.object({
    ente: z.string().min(1).meta({ title: 'Ente', description: 'codice dell’ente, per esempio asl' }),
    oggetto: z
      .string()
      .min(1)
      .meta({ title: 'Oggetto', description: 'che cosa gli si chiede; mai dati di salute' }),
    messaggioRisposta: answerMessage,
    chiaveRisposta: answerKey,
  }),
  output: z.object({
    trasmissioneId: z.string().describe('la trasmissione'),
    enteNome: z.string().describe('nome dell’ente'),
    enteEsito: z.string().describe('«attesa»; con la risposta «favorevole», «prescrizioni» o «contrario»'),
  }),
  errors: { ENTE_RIFIUTO: 'L’ente rifiuta la trasmissione' },
  run: async ({ services, trx, input, context }) => {
    const at = services.clock.now();
    const { caseId, effectKey } = context;
    const { ente, oggetto, messaggioRisposta: message, chiaveRisposta: key = caseId } = input;
    const answer = message ? { message, key, variable: 'enteEsito' } : null;
    const sent = await bodies.send(trx, {
      ...{ db: services.db, caseId, addressee: ente, subject: oggetto, answer, effectKey, at },
    });
    if ('refused' in sent)
      throw new BusinessError('ENTE_RIFIUTO', { message: sent.refused, remedy: 'Scegli l’ente competente.' });
    await audit(trx, {
      at,
      actor: systemActor,
      act: 'ente.trasmesso',
      caseId,
      details: { a: sent.name, oggetto },
    });
    return { trasmissioneId: sent.id, enteNome: sent.name, enteEsito: unanswered };
  },
});
