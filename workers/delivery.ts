import { systemActor } from '../core/actor.js';
import type { Services } from '../core/services.js';
import { audit } from '../db/audit.js';
import { Delivery } from '../db/models/delivery.js';
import { Document } from '../db/models/document.js';
import { Letter } from '../db/models/letter.js';
import type { JobContext } from './define-worker.js';
import { NeedsPerson, Unavailable } from './errors.js';
import { sendMail, type MailOutcome } from './ports/mail.js';

/** What the diagram is told: which way the letter goes. */
export const byMail = { notificaCanale: 'email' as const, notificaStato: 'inviata' as const };
export const toHandOver = { notificaCanale: 'sportello' as const, notificaStato: 'da-consegnare' as const };

/**
 * Sends the letter whose delivery this job has noted. A mail can't be taken back, so the delivery is claimed, as uncertain,
 * before the mail leaves. Whoever finds it uncertain later can't know whether it left: nothing is sent again, the step stops
 * for a person, and the person's retry puts the letter on the desk's hand-over list.
 * @throws Unavailable when it surely didn't leave, NeedsPerson when nobody knows
 */
export const deliverByMail = async (
  services: Services,
  context: JobContext,
): Promise<typeof byMail | typeof toHandOver> => {
  const delivery = await Delivery.query(services.db).findOne({ effect_key: context.effectKey });
  if (!delivery || delivery.status === 'sent') return byMail; // another step of the case has sent it
  if (delivery.status === 'failed') return toHandOver;
  const claimed = await Delivery.query(services.db)
    .patch({ status: 'uncertain' })
    .where({ id: delivery.id, status: 'sending' });
  if (claimed === 0) return afterDoubt(services, context, delivery.id);
  const letter = await Letter.query(services.db).findById(delivery.letterId).throwIfNotFound();
  return settle(services, context, { delivery, letter }, await send(services, delivery, letter));
};

interface Sending {
  delivery: Delivery;
  letter: Letter;
}

/** The subject names neither matter nor person: it travels in the clear. */
const send = async (services: Services, delivery: Delivery, letter: Letter): Promise<MailOutcome> => {
  const document = await Document.query(services.db)
    .findById(letter.documentId ?? '')
    .throwIfNotFound();
  const { name, desk } = services.catalogue.municipality;
  return sendMail(services.config, {
    to: delivery.address ?? '',
    messageId: delivery.messageId ?? '',
    subject: `${name}: comunicazione`,
    text: `In allegato trova una comunicazione di ${name}.\n\nPer ogni informazione: ${desk.name}, ${desk.address}, telefono ${desk.phone}.`,
    attachment: { filename: document.filename, content: await services.documents.read(document.storageKey) },
  });
};

const settle = async (
  services: Services,
  context: JobContext,
  sending: Sending,
  outcome: MailOutcome,
): Promise<typeof byMail | typeof toHandOver> => {
  const own = Delivery.query(services.db).where({ id: sending.delivery.id });
  switch (outcome.result) {
    case 'sent':
      await noteSent(services, context, sending);
      return byMail;
    case 'refused':
      await goToDesk(services, context, sending.delivery.id, { status: 'failed', error: outcome.error });
      return toHandOver;
    case 'not-sent':
      // The server's words may hold the address: they stay here and don't go to the engine.
      await own.patch({ status: 'sending', error: outcome.error });
      throw new Unavailable('la posta in uscita non risponde.');
    case 'unknown':
      await own.patch({ error: outcome.error });
      throw doubt();
  }
};

const noteSent = (services: Services, { caseId }: JobContext, { delivery, letter }: Sending): Promise<void> =>
  services.db.transaction(async (trx) => {
    const at = services.clock.now();
    await Delivery.query(trx).patch({ status: 'sent', doneAt: at, error: null }).where({ id: delivery.id });
    await Letter.query(trx).patch({ status: 'sent' }).where({ id: letter.id });
    await audit(trx, {
      at,
      actor: systemActor,
      act: 'lettera.inviata',
      caseId,
      details: { lettera: letter.code },
    });
  });

/** The mail won't do: the letter goes on the desk's hand-over list, once. */
const goToDesk = (
  services: Services,
  { caseId, effectKey }: JobContext,
  deliveryId: string,
  change: { status: 'failed'; error?: string },
): Promise<void> =>
  services.db.transaction(async (trx) => {
    const at = services.clock.now();
    const [delivery] = (await Delivery.query(trx)
      .patch(change)
      .where({ id: deliveryId, status: 'uncertain' })
      .returning('*')) as unknown as Delivery[];
    if (!delivery) return;
    const letter = await Letter.query(trx).findById(delivery.letterId).throwIfNotFound();
    await Delivery.query(trx).insert({
      letterId: delivery.letterId,
      channel: 'desk',
      status: 'to-hand-over',
      effectKey: `${effectKey} desk`,
      createdAt: at,
    });
    const details = { lettera: letter.code };
    await audit(trx, { at, actor: systemActor, act: 'lettera.da-consegnare', caseId, details });
  });

const doubtSentence =
  'non si sa se il messaggio di posta è partito, e non viene rimandato da solo. Chiedi al destinatario o guarda il server di posta; se ritenti, la lettera passa alla consegna allo sportello.';

const doubt = (): NeedsPerson => new NeedsPerson(doubtSentence);

/** A mail in doubt: goes to the desk once a person, told exactly that, has asked for another try. */
const afterDoubt = async (
  services: Services,
  context: JobContext,
  deliveryId: string,
): Promise<typeof toHandOver> => {
  const decision = (await services
    .db('incident_attempt as attempt')
    .join('engine_incident as incident', 'incident.key', 'attempt.incident_key')
    .where('incident.job_key', context.jobKey)
    .whereRaw('strpos(incident.error_message, ?) > 0', [doubtSentence])
    .first('attempt.id')) as { id: string } | undefined;
  if (!decision) throw doubt();
  await goToDesk(services, context, deliveryId, { status: 'failed' });
  return toHandOver;
};
