import type { Knex } from 'knex';
import { systemActor } from '../../../core/actor.js';
import type { Services } from '../../../core/services.js';
import { audit } from '../../audit.js';
import { Delivery, type Channel, type DeliveryStatus } from '../../models/delivery.js';
import type { Letter } from '../../models/letter.js';
import { recipientsOf, wayTo, type Recipient } from './recipients.js';

const firstStatus: Record<Channel, DeliveryStatus> = {
  pec: 'sending',
  email: 'sending',
  post: 'to-post',
  desk: 'to-hand-over',
};

/** What the trail says when a letter begins to wait for somebody; a mail is told when it has left. */
const waitingActs: Partial<Record<Channel, string>> = {
  post: 'lettera.da-spedire',
  desk: 'lettera.da-consegnare',
};

interface Opening {
  letter: Letter;
  recipient: Recipient;
  admitted: Channel[];
  effectKey: string;
  at: Date;
  /** The delivery that has failed; null for the first. */
  before: Delivery | null;
}

const openDelivery = async (
  trx: Knex.Transaction,
  { letter, recipient, admitted, effectKey, at, before }: Opening,
): Promise<Delivery> => {
  const way = wayTo(recipient, admitted, before?.channel);
  const delivery = await Delivery.query(trx)
    .insert({
      letterId: letter.id,
      partyId: recipient.partyId,
      addressee: recipient.name,
      ...way,
      admitted,
      attempt: (before?.attempt ?? 0) + 1,
      status: firstStatus[way.channel],
      effectKey,
      createdAt: at,
    })
    .returning('*');
  const isMail = way.channel === 'pec' || way.channel === 'email';
  if (isMail) await delivery.$query(trx).patch({ messageId: `<${delivery.id}@sportello>` });
  const act = waitingActs[way.channel];
  if (act) {
    const details = { lettera: letter.code };
    await audit(trx, { at, actor: systemActor, act, caseId: letter.caseId, details });
  }
  return delivery;
};

/** Begins to deliver a letter: one row for each who must be served, on the first admitted way that leads there. */
export const openDeliveries = async (
  services: Services,
  trx: Knex.Transaction,
  { letter, admitted, effectKey, at }: { letter: Letter; admitted: Channel[]; effectKey: string; at: Date },
): Promise<void> => {
  const recipients = await recipientsOf(trx, services.config, letter, at);
  for (const [index, recipient] of recipients.entries()) {
    await openDelivery(trx, {
      letter,
      recipient,
      admitted,
      effectKey: index === 0 ? effectKey : `${effectKey} ${index}`,
      at,
      before: null,
    });
  }
};

/** The next way to who wasn't reached, by what is known of them now: an address may be new, a power may have ended. */
export const openNextWay = async (
  services: Services,
  trx: Knex.Transaction,
  { letter, failed, at }: { letter: Letter; failed: Delivery; at: Date },
): Promise<Delivery> => {
  const recipients = await recipientsOf(trx, services.config, letter, at);
  const recipient = recipients.find(({ partyId }) => partyId === failed.partyId) ?? {
    partyId: failed.partyId,
    name: failed.addressee,
    ways: [],
  };
  const next = await openDelivery(trx, {
    letter,
    recipient,
    admitted: failed.admitted,
    effectKey: `after ${failed.id}`,
    at,
    before: failed,
  });
  await Delivery.query(trx).patch({ answeredBy: next.id }).where({ id: failed.id });
  return next;
};
