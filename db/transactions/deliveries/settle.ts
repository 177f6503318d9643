import type { Knex } from 'knex';
import { systemActor, type Actor } from '../../../core/actor.js';
import { NotFoundError } from '../../../core/errors.js';
import type { JsonObject } from '../../../core/json.js';
import type { Services } from '../../../core/services.js';
import { enqueue } from '../../../engine/gateway/outbox.js';
import { deliveryMessages } from '../../../processes/catalogue/delivery-messages.js';
import { audit } from '../../audit.js';
import { notify } from '../../listen.js';
import { Delivery, type DeliveryStatus } from '../../models/delivery.js';
import { Letter } from '../../models/letter.js';
import { standingDeliveries, stateOf } from './letter-state.js';
import { openNextWay } from './open.js';

/** What is told of a delivery, and by whom. */
export interface Told {
  actor: Actor;
  /** When it happened, as who tells says. */
  at: Date;
  detail?: string | null;
  documentId?: string | null;
}

/** A delivery and its letter, both held until the transaction ends; the letter first, so that two receipts wait for each other. */
export const heldDelivery = async (
  trx: Knex.Transaction,
  deliveryId: string,
): Promise<{ delivery: Delivery; letter: Letter }> => {
  const found = await Delivery.query(trx).findById(deliveryId);
  if (!found) throw new NotFoundError('Consegna');
  const letter = await Letter.query(trx).findById(found.letterId).forUpdate().throwIfNotFound();
  const delivery = await Delivery.query(trx).findById(deliveryId).forUpdate().throwIfNotFound();
  return { delivery, letter };
};

/** Writes a line of what happened on the way. */
export const noteEvent = async (
  { clock }: Services,
  trx: Knex,
  delivery: Delivery,
  kind: string,
  { actor, at, detail, documentId }: Told,
): Promise<void> => {
  await trx('delivery_event').insert({
    delivery_id: delivery.id,
    kind,
    at,
    noted_at: clock.now(),
    noted_by: actor.name,
    detail: detail ?? null,
    document_id: documentId ?? null,
  });
};

const tellDiagram = async (
  { clock }: Services,
  trx: Knex.Transaction,
  letter: Letter,
  { name, id, variables }: { name: string; id: string; variables: JsonObject },
): Promise<void> => {
  await enqueue(trx, {
    kind: 'publish-message',
    payload: { name, correlationKey: letter.id, messageId: id, variables },
    idempotencyKey: id,
    caseId: letter.caseId,
    createdBy: systemActor.name,
    at: clock.now(),
  });
};

/**
 * The addressee has it: the day is proved (L. 241/1990 art. 21-bis). When all who must have it have it, the diagram is told,
 * by `notifica.consegnata` with the day of the last receipt. What comes after another way was opened is noted all the same.
 * @param act what the trail says
 */
export const noteDelivered = async (
  services: Services,
  trx: Knex.Transaction,
  { delivery, letter }: { delivery: Delivery; letter: Letter },
  told: Told & { status: Extract<DeliveryStatus, 'delivered' | 'handed-over'>; act: string },
): Promise<void> => {
  const at = services.clock.now();
  await noteEvent(services, trx, delivery, told.status, told);
  if (delivery.proofAt) return;
  const { status, actor } = told;
  await Delivery.query(trx)
    .patch({ status, proofAt: told.at, doneAt: at, doneBy: actor.id, error: null, answeredBy: null })
    .where({ id: delivery.id });
  await withdrawLaterWays(trx, delivery);
  await Letter.query(trx)
    .patch({ status: status === 'handed-over' ? 'handed-over' : 'sent' })
    .where({ id: letter.id });
  await audit(trx, {
    at,
    actor,
    act: told.act,
    caseId: letter.caseId,
    details: { lettera: letter.code, il: told.at.toISOString() },
  });
  await notify(trx, 'projection', letter.caseId);
  const state = stateOf(await standingDeliveries(trx, letter.id));
  if (state.notificaStato !== 'consegnata') return;
  const variables = { ...state };
  await tellDiagram(services, trx, letter, {
    name: deliveryMessages.delivered,
    id: `${deliveryMessages.delivered} ${letter.id}`,
    variables,
  });
};

/** A receipt that came late ends the way that was opened in its place: a letter not yet posted stays here. */
const withdrawLaterWays = async (trx: Knex.Transaction, { answeredBy }: Delivery): Promise<void> => {
  if (!answeredBy) return;
  const [next] = (await Delivery.query(trx)
    .where({ id: answeredBy })
    .whereIn('status', ['to-post', 'to-hand-over'])
    .delete()
    .returning('*')) as unknown as Delivery[];
  if (next) await withdrawLaterWays(trx, next);
};

/**
 * This way doesn't lead to the addressee: a full mailbox is no delivery either (domain document, E 32). The next way opens in
 * the same transaction, and the diagram is told by `notifica.fallita`.
 */
export const noteFailed = async (
  services: Services,
  trx: Knex.Transaction,
  { delivery, letter }: { delivery: Delivery; letter: Letter },
  told: Told,
): Promise<void> => {
  const at = services.clock.now();
  await noteEvent(services, trx, delivery, 'failed', told);
  if (delivery.proofAt || delivery.status === 'failed') return;
  await Delivery.query(trx)
    .patch({ status: 'failed', doneAt: at, doneBy: told.actor.id, error: told.detail ?? delivery.error })
    .where({ id: delivery.id });
  await audit(trx, {
    at,
    actor: told.actor,
    act: 'lettera.non-recapitata',
    caseId: letter.caseId,
    details: { lettera: letter.code },
  });
  await openNextWay(services, trx, { letter, failed: delivery, at });
  await notify(trx, 'projection', letter.caseId);
  const state = stateOf(await standingDeliveries(trx, letter.id));
  await tellDiagram(services, trx, letter, {
    name: deliveryMessages.failed,
    id: `${deliveryMessages.failed} ${delivery.id}`,
    variables: { ...state },
  });
};
