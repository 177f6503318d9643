import { z } from 'zod';
import { Delivery } from '../db/models/delivery.js';
import { Document } from '../db/models/document.js';
import { Letter } from '../db/models/letter.js';
import { Party } from '../db/models/party.js';
import { defineWorker } from './define-worker.js';
import { sendMail } from './ports/mail.js';

const atTheDesk = { notificaCanale: 'sportello' as const, notificaStato: 'da-consegnare' as const };

export const notificaInvia = defineWorker({
  type: 'notifica.invia',
  title: 'Invia o consegna la lettera',
  description: 'Per posta elettronica quando è configurata e il destinatario ha un indirizzo; altrimenti allo sportello.',
  input: z.object({ letteraId: z.uuid().meta({ title: 'Lettera', description: 'variabile con la lettera' }) }),
  output: z.object({
    notificaCanale: z.enum(['email', 'sportello']).describe('per dove passa'),
    notificaStato: z.enum(['inviata', 'da-consegnare']).describe('a che punto è'),
  }),
  async run({ services, trx, input, context }) {
    const letter = await Letter.query(trx).findById(input.letteraId).throwIfNotFound();
    const addressee = letter.addresseeId ? await Party.query(trx).findById(letter.addresseeId) : undefined;
    const address = services.config.SMTP_URL ? (addressee?.email ?? null) : null;
    await Delivery.query(trx).insert({
      letterId: letter.id,
      channel: address ? 'email' : 'desk',
      address,
      status: address ? 'sending' : 'to-hand-over',
      messageId: address ? `<${letter.id}@sportello>` : null,
      effectKey: context.effectKey,
      createdAt: services.clock.now(),
    });
    return address
      ? { notificaCanale: 'email' as const, notificaStato: 'inviata' as const }
      : atTheDesk;
  },

  /**
   * A mail can't be taken back, so it is claimed before it leaves: whoever finds the claim after a crash can't know
   * whether it left, and a person decides. Never twice; a refused address falls back to the desk.
   */
  async afterCommit({ services, output, context }) {
    const { db, clock } = services;
    const claimed = await Delivery.query(db)
      .patch({ status: 'uncertain' })
      .where({ effect_key: context.effectKey, status: 'sending' })
      .returning('*');
    const [delivery] = claimed as unknown as Delivery[];
    if (!delivery) {
      const fallback = await Delivery.query(db).findOne({ effect_key: `${context.effectKey} desk` });
      return fallback ? atTheDesk : output;
    }
    const letter = await Letter.query(db).findById(delivery.letterId).throwIfNotFound();
    const document = await Document.query(db).findById(letter.documentId ?? letter.draftDocumentId ?? '').throwIfNotFound();
    const outcome = await sendMail(services.config, {
      to: delivery.address ?? '',
      messageId: delivery.messageId ?? '',
      subject: letter.subject,
      text: `In allegato: ${letter.subject}.\nPer ogni informazione si rivolga allo sportello del Comune.`,
      attachment: { filename: document.filename, content: await services.documents.read(document.storageKey) },
    });
    const own = Delivery.query(db).where({ id: delivery.id });
    if (outcome.result === 'not-sent') {
      await own.patch({ status: 'sending', error: outcome.error });
      throw new Error(`la posta in uscita non risponde (${outcome.error}): il passo viene ritentato`);
    }
    if (outcome.result === 'unknown') {
      await own.patch({ error: outcome.error });
      return output;
    }
    if (outcome.result === 'sent') {
      await own.patch({ status: 'sent', doneAt: clock.now() });
      await Letter.query(db).patch({ status: 'sent' }).where({ id: letter.id });
      return output;
    }
    await db.transaction(async (trx) => {
      await Delivery.query(trx).patch({ status: 'failed', error: outcome.error }).where({ id: delivery.id });
      await Delivery.query(trx).insert({
        letterId: letter.id,
        channel: 'desk',
        status: 'to-hand-over',
        effectKey: `${context.effectKey} desk`,
        createdAt: clock.now(),
      });
    });
    return atTheDesk;
  },
});
