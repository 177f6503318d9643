import { z } from 'zod';
import { BusinessError } from '../core/errors.js';
import type { Channel } from '../db/models/delivery.js';
import { standingDeliveries, stateOf } from '../db/transactions/deliveries/letter-state.js';
import { openDeliveries } from '../db/transactions/deliveries/open.js';
import { defineWorker } from './define-worker.js';
import { deliverByMail } from './delivery.js';
import { Unavailable } from './errors.js';
import { letterOf } from './of-case.js';

/** Connecting to a mail server, and waiting for one that is slow; several addressees one after the other. */
const timeoutMs = 120_000;

const channels: Record<string, Channel> = { pec: 'pec', email: 'email', posta: 'post', sportello: 'desk' };

/** What is said of a letter on its way, by this step, by the desk's and by the messages `notifica.*`. */
export const letterState = z.object({
  notificaCanale: z.enum(['pec', 'email', 'posta', 'sportello']).describe('per dove passa'),
  notificaStato: z
    .enum(['inviata', 'da-spedire', 'da-consegnare', 'consegnata'])
    .describe('a che punto è; «consegnata» quando l’hanno ricevuta tutti'),
  notificaData: z.string().nullable().describe('il giorno dell’ultima ricevuta, AAAA-MM-GG'),
});

export const notificaInvia = defineWorker({
  type: 'notifica.invia',
  title: 'Invia o consegna la lettera',
  description:
    'A ogni destinatario per la prima via ammessa che porta a lui: PEC, posta elettronica, raccomandata; se nessuna, allo sportello. Chiamata di nuovo dice a che punto è.',
  input: z.object({
    letteraId: z.uuid().meta({ title: 'Lettera', description: 'variabile con la lettera' }),
    canali: z
      .array(z.enum(['pec', 'email', 'posta', 'sportello']))
      .min(1)
      .default(['email', 'sportello'])
      .meta({
        title: 'Vie ammesse',
        description: 'nell’ordine in cui si provano, per esempio =["pec", "posta", "sportello"]',
      }),
  }),
  output: letterState,
  timeoutMs,

  async run({ services, trx, input, context }) {
    const letter = await letterOf(trx, context.caseId, input.letteraId);
    if (!letter.documentId) throw notRegistered();
    const before = await standingDeliveries(trx, letter.id);
    if (before.some(({ status }) => status === 'sending' || status === 'uncertain'))
      throw new Unavailable('un altro passo della pratica sta già inviando questa lettera.');
    if (before.length === 0) {
      await openDeliveries(services, trx, {
        letter,
        admitted: input.canali.map((name) => channels[name] ?? 'desk'),
        effectKey: context.effectKey,
        at: services.clock.now(),
      });
    }
    return stateOf(await standingDeliveries(trx, letter.id));
  },

  afterCommit: ({ services, context }) => deliverByMail(services, context),
});

const notRegistered = (): BusinessError =>
  new BusinessError('letter.not-registered', {
    message: 'la lettera non è ancora protocollata.',
    remedy: 'Nel diagramma il passo «Registra a protocollo» deve venire prima dell’invio.',
  });
