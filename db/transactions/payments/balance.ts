import type { Knex } from 'knex';
import type { Actor } from '../../../core/actor.js';
import { derivedId } from '../../../core/derived-id.js';
import { enqueue } from '../../../engine/gateway/outbox.js';
import { dateInRome } from '../../../law/calendar.js';
import { centsText, paidMessage } from '../../../law/payments.js';
import { audit } from '../../audit.js';
import { notify } from '../../listen.js';
import { PaymentMatter } from '../../models/payment-matter.js';
import { PaymentNotice } from '../../models/payment-notice.js';
import { lockDebt, type Debt } from './debt.js';

/** A payment may come long before the diagram waits for it: the engine keeps it about as long as a case may take. */
const keepDays = 180;

interface Balancing {
  noticeId: string;
  actor: Actor;
  at: Date;
}

/**
 * Brings a debt in line with the money that counts now: extinguished, the diagram is told, once; paid in part, a person is
 * asked what to do about the rest.
 */
export const balance = async (trx: Knex.Transaction, { noticeId, actor, at }: Balancing): Promise<Debt> => {
  const debt = await lockDebt(trx, noticeId);
  if (debt.missing === 0) await extinguish(trx, debt, { actor, at });
  else await noteShort(trx, debt, at);
  await notify(trx, 'projection', debt.root.caseId);
  return debt;
};

const openShort = (trx: Knex, { root }: Debt) =>
  PaymentMatter.query(trx).where({ notice_id: root.id, kind: 'short' }).whereNull('resolution');

/** A residue that is under way asks for the rest already. */
const noteShort = async (trx: Knex, debt: Debt, at: Date): Promise<void> => {
  const { root, notices, missing, paid } = debt;
  const isAskedFor = notices.some((notice) => notice.residueOf && notice.status === 'open');
  if (root.status !== 'open' || paid === 0) return;
  const [before] = await openShort(trx, debt);
  if (before) await PaymentMatter.query(trx).patch({ amountCents: missing }).where({ id: before.id });
  else if (!isAskedFor || (await residuePaidInPart(trx, debt))) {
    await PaymentMatter.query(trx).insert({
      kind: 'short',
      noticeId: root.id,
      amountCents: missing,
      openedAt: at,
    });
  }
};

const residuePaidInPart = async (trx: Knex, { notices }: Debt): Promise<boolean> => {
  const open = notices.filter(({ residueOf, status }) => residueOf && status === 'open').map(({ id }) => id);
  return (await trx('payment_receipt').whereIn('notice_id', open).first('id')) !== undefined;
};

const extinguish = async (
  trx: Knex.Transaction,
  debt: Debt,
  { actor, at }: Pick<Balancing, 'actor' | 'at'>,
): Promise<void> => {
  const { root, notices, paid } = debt;
  if (root.status === 'paid') return;
  const received = (await trx('payment_receipt')
    .whereIn(
      'notice_id',
      notices.map(({ id }) => id),
    )
    .orderBy('paid_at')
    .select('notice_id', 'paid_at')) as { notice_id: string; paid_at: Date }[];
  const touched = new Set([root.id, ...received.map(({ notice_id: id }) => id)]);
  const open = notices.filter(({ status, id }) => id === root.id || status === 'open');
  for (const { id } of open) {
    await PaymentNotice.query(trx)
      .patch({ status: touched.has(id) ? 'paid' : 'cancelled', closedAt: at })
      .where({ id });
  }
  await openShort(trx, debt).patch({ resolution: 'completed', settledAt: at, settledBy: actor.name });
  const paidOn = dateInRome(received.at(-1)?.paid_at ?? at);
  await enqueue(trx, {
    kind: 'publish-message',
    payload: {
      name: paidMessage,
      correlationKey: root.iuv,
      messageId: derivedId(paidMessage, root.iuv),
      variables: { pagamentoEsito: 'pagato', pagamentoImporto: paid, pagamentoIl: paidOn },
      keepDays,
    },
    idempotencyKey: `payment ${root.id}`,
    caseId: root.caseId,
    createdBy: actor.name,
    at,
  });
  await audit(trx, {
    at,
    actor,
    act: 'pagamento.completato',
    caseId: root.caseId,
    details: { iuv: root.iuv, importo: centsText(paid), giorno: paidOn },
  });
};
