import { z } from 'zod';
import { systemActor } from '../core/actor.js';
import { BusinessError } from '../core/errors.js';
import { audit } from '../db/audit.js';
import { Delivery } from '../db/models/delivery.js';
import { Party } from '../db/models/party.js';
import { defineWorker } from './define-worker.js';
import { byMail, deliverByMail, toHandOver } from './delivery.js';
import { Unavailable } from './errors.js';
import { letterOf } from './of-case.js';

/** Connecting to a mail server, and waiting for one that is slow. */
const timeoutMs = 60_000;

export const notificaInvia = defineWorker({
  type: 'notifica.invia',
  title: 'Invia o consegna la lettera',
  description:
    'Per posta elettronica quando è configurata e il destinatario ha un indirizzo; altrimenti allo sportello.',
  input: z.object({
    letteraId: z.uuid().meta({ title: 'Lettera', description: 'variabile con la lettera' }),
  }),
  output: z.object({
    notificaCanale: z.enum(['email', 'sportello']).describe('per dove passa'),
    notificaStato: z.enum(['inviata', 'da-consegnare']).describe('a che punto è'),
  }),
  timeoutMs,

  async run({ services, trx, input, context }) {
    const letter = await letterOf(trx, context.caseId, input.letteraId);
    if (!letter.documentId) throw notRegistered();
    const before = await Delivery.query(trx)
      .where({ letter_id: letter.id })
      .orderBy('created_at', 'desc')
      .first();
    if (before) return alreadyUnderWay(before);

    const addressee = letter.addresseeId ? await Party.query(trx).findById(letter.addresseeId) : undefined;
    const address = services.config.SMTP_URL ? (addressee?.email ?? null) : null;
    const at = services.clock.now();
    await Delivery.query(trx).insert({
      letterId: letter.id,
      channel: address ? 'email' : 'desk',
      address,
      status: address ? 'sending' : 'to-hand-over',
      messageId: address ? `<${letter.id}@sportello>` : null,
      effectKey: context.effectKey,
      createdAt: at,
    });
    if (!address) {
      const details = { lettera: letter.code };
      await audit(trx, {
        at,
        actor: systemActor,
        act: 'lettera.da-consegnare',
        caseId: context.caseId,
        details,
      });
    }
    return address ? byMail : toHandOver;
  },

  afterCommit: ({ services, output, context }) =>
    output.notificaCanale === 'email' ? deliverByMail(services, context) : Promise.resolve(undefined),
});

/** A letter goes out once, whatever the diagram asks. */
const alreadyUnderWay = ({ channel, status }: Delivery): typeof byMail | typeof toHandOver => {
  if (channel === 'desk') return toHandOver;
  if (status === 'sent') return byMail;
  throw new Unavailable('un altro passo della pratica sta già inviando questa lettera.');
};

const notRegistered = (): BusinessError =>
  new BusinessError('letter.not-registered', {
    message: 'la lettera non è ancora protocollata.',
    remedy: 'Nel diagramma il passo «Registra a protocollo» deve venire prima dell’invio.',
  });
