import { randomUUID } from 'node:crypto';
import type { Actor } from '../../../core/actor.js';
import type { Services } from '../../../core/services.js';
import { Delivery } from '../../../db/models/delivery.js';
import { notePosted, notePostOutcome } from '../../../db/transactions/deliveries/post.js';
import { takeMessage } from '../../../db/transactions/deliveries/take-message.js';
import { dateInRome } from '../../../law/calendar.js';
import type { ScenarioStep } from './schema.js';

export type PostStep = Extract<ScenarioStep, { receipt: string } | { registeredMail: string }>;

/** The case's last delivery that stands so; undefined while there is none. */
export const deliveryOf = (
  { db }: Services,
  caseId: string,
  step: PostStep,
): PromiseLike<Delivery | undefined> =>
  Delivery.query(db)
    .whereRaw('letter_id in (select id from letter where case_id = ?)', [caseId])
    .modify((query) => {
      if ('receipt' in step) void query.where({ channel: 'pec' }).whereIn('status', ['sent', 'accepted']);
      else void query.where({ status: 'to-post' });
    })
    .orderBy('created_at', 'desc')
    .first();

/** The headers of a provider's message are what the reader of the mailbox goes by. */
const receiptMail = (kind: string, { messageId }: Delivery): Buffer =>
  Buffer.from(
    [
      `Message-ID: <${randomUUID()}@gestore.example>`,
      `X-Ricevuta: ${kind}`,
      `X-Riferimento-Message-ID: ${messageId ?? ''}`,
      'Subject: ricevuta',
      '',
      '',
    ].join('\r\n'),
  );

/** Lets a PEC receipt come into the mailbox, or the post do its work: a registered letter goes out and ends somehow. */
export const deliver = async (
  services: Services,
  actor: Actor,
  delivery: Delivery,
  step: PostStep,
): Promise<void> => {
  const at = services.clock.now();
  if ('receipt' in step) {
    const source = receiptMail(step.receipt, delivery);
    return takeMessage(services, { mailbox: null, source, receivedAt: at });
  }
  const tracking = String(at.getTime()).slice(-12).padStart(12, '1');
  await notePosted(services, actor, { deliveryId: delivery.id, tracking });
  await notePostOutcome(services, actor, {
    deliveryId: delivery.id,
    outcome: step.registeredMail,
    day: dateInRome(at),
  });
};
