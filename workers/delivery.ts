import { systemActor } from '../core/actor.js';
import type { Services } from '../core/services.js';
import { audit } from '../db/audit.js';
import { Delivery } from '../db/models/delivery.js';
import { Letter } from '../db/models/letter.js';
import { standingDeliveries, stateOf, type LetterState } from '../db/transactions/deliveries/letter-state.js';
import { isHeld } from '../db/transactions/deliveries/held.js';
import { papersOf } from '../db/transactions/deliveries/papers.js';
import { heldDelivery, noteEvent, noteFailed } from '../db/transactions/deliveries/settle.js';
import type { JobContext } from './define-worker.js';
import { NeedsPerson, Unavailable } from './errors.js';
import { sendMail, type MailOutcome } from './ports/mail.js';

/** What this job has opened: its key names the first, the others carry its name and a number. */
const openedBy = async ({ db }: Services, effectKey: string): Promise<Delivery[]> => {
  const first = await Delivery.query(db).findOne({ effect_key: effectKey });
  if (!first) return [];
  const all = await Delivery.query(db).where({ letter_id: first.letterId }).orderBy(['created_at', 'id']);
  return all.filter((one) => one.effectKey === effectKey || one.effectKey.startsWith(`${effectKey} `));
};

/**
 * Sends the letter to all whom this job has noted. Who was sent it is sent nothing again when another one's mail makes
 * trouble.
 * @returns where the letter stands then; undefined when this job sends nothing
 * @throws Unavailable when one surely didn't leave, NeedsPerson when nobody knows
 */
export const deliverByMail = async (
  services: Services,
  context: JobContext,
): Promise<LetterState | undefined> => {
  const troubles: unknown[] = [];
  const opened = await openedBy(services, context.effectKey);
  for (const delivery of opened) {
    await deliver(services, context, delivery).catch((trouble: unknown) => troubles.push(trouble));
  }
  if (troubles.length > 0) throw troubles.find((trouble) => trouble instanceof NeedsPerson) ?? troubles[0];
  const [first] = opened;
  return first && stateOf(await standingDeliveries(services.db, first.letterId));
};

/**
 * A mail can't be taken back, so the delivery is claimed, as uncertain, before the mail leaves. Whoever finds it uncertain
 * later can't know whether it left: nothing is sent again, the step stops for a person, and the person's retry opens the next
 * way.
 */
const deliver = async (services: Services, context: JobContext, delivery: Delivery): Promise<void> => {
  if (!['sending', 'uncertain'].includes(delivery.status)) return;
  const claimed = await Delivery.query(services.db)
    .patch({ status: 'uncertain' })
    .where({ id: delivery.id, status: 'sending' });
  if (claimed === 0) return afterDoubt(services, context, delivery);
  const letter = await Letter.query(services.db).findById(delivery.letterId).throwIfNotFound();
  if (await isHeld(services.db, letter.caseId)) return giveUp(services, delivery.id, 'pratica ferma');
  await settle(services, delivery, await send(services, delivery, letter));
};

/** The subject names neither matter nor person: it travels in the clear. */
const send = async (services: Services, delivery: Delivery, letter: Letter): Promise<MailOutcome> => {
  const { config, catalogue, documents } = services;
  const papers = await papersOf(services.db, letter);
  const { name, desk } = catalogue.municipality;
  const server =
    delivery.channel === 'pec'
      ? { url: config.PEC_SMTP_URL, from: config.PEC_FROM }
      : { url: config.SMTP_URL, from: config.SMTP_FROM };
  return sendMail(server, {
    to: delivery.address ?? '',
    messageId: delivery.messageId ?? '',
    subject: `${name}: comunicazione`,
    text: `In allegato trova una comunicazione di ${name}.\n\nPer ogni informazione: ${desk.name}, ${desk.address}, telefono ${desk.phone}.`,
    attachments: await Promise.all(
      papers.map(async ({ filename, mediaType, storageKey }) => ({
        filename,
        contentType: mediaType,
        content: await documents.read(storageKey),
      })),
    ),
  });
};

const settle = async (services: Services, delivery: Delivery, outcome: MailOutcome): Promise<void> => {
  const own = Delivery.query(services.db).where({ id: delivery.id });
  switch (outcome.result) {
    case 'sent':
      return noteSent(services, delivery.id);
    case 'refused':
      return giveUp(services, delivery.id, outcome.error);
    case 'not-sent':
      // The server's words may hold the address: they stay here and don't go to the engine.
      await own.patch({ status: 'sending', error: outcome.error });
      throw new Unavailable('la posta in uscita non risponde.');
    case 'unknown':
      await own.patch({ error: outcome.error });
      throw doubt();
  }
};

/** A receipt may have overtaken us: then its word stands. */
const noteSent = (services: Services, deliveryId: string): Promise<void> =>
  services.db.transaction(async (trx) => {
    const at = services.clock.now();
    const { delivery, letter } = await heldDelivery(trx, deliveryId);
    const status = delivery.status === 'uncertain' ? ('sent' as const) : delivery.status;
    await delivery.$query(trx).patch({ status, sentAt: at, doneAt: at, error: null });
    if (letter.status === 'registered') await letter.$query(trx).patch({ status: 'sent' });
    await noteEvent(services, trx, delivery, 'sent', { actor: systemActor, at });
    const details = { lettera: letter.code };
    await audit(trx, { at, actor: systemActor, act: 'lettera.inviata', caseId: letter.caseId, details });
  });

/** The mail won't do: the next way opens, once. */
const giveUp = (services: Services, deliveryId: string, error?: string): Promise<void> =>
  services.db.transaction(async (trx) => {
    const held = await heldDelivery(trx, deliveryId);
    if (held.delivery.status !== 'uncertain') return;
    const at = services.clock.now();
    await noteFailed(services, trx, held, { actor: systemActor, at, detail: error ?? null });
  });

const doubtSentence =
  'non si sa se il messaggio di posta è partito, e non viene rimandato da solo. Chiedi al destinatario o guarda il server di posta; se ritenti, la lettera passa alla consegna allo sportello o per posta.';

const doubt = (): NeedsPerson => new NeedsPerson(doubtSentence);

/** A mail in doubt: the next way opens once a person, told exactly that, has asked for another try. */
const afterDoubt = async (services: Services, context: JobContext, { id }: Delivery): Promise<void> => {
  const decision = (await services
    .db('incident_attempt as attempt')
    .join('engine_incident as incident', 'incident.key', 'attempt.incident_key')
    .where('incident.job_key', context.jobKey)
    .whereRaw('strpos(incident.error_message, ?) > 0', [doubtSentence])
    .first('attempt.id')) as { id: string } | undefined;
  if (!decision) throw doubt();
  await giveUp(services, id);
};
