import type { Knex } from 'knex';
import type { Actor } from '../../../core/actor.js';
import { audit } from '../../audit.js';
import { notify } from '../../listen.js';
import { PaymentMatter } from '../../models/payment-matter.js';
import { PaymentNotice } from '../../models/payment-notice.js';
import { balance } from './balance.js';
import { lockDebt, type Debt } from './debt.js';

export interface CloseNotices {
  caseId: string;
  /** Of one notice; all of the case otherwise. */
  iuv?: string | undefined;
  /** Expired: the case waits no longer, the debt remains. Cancelled: nothing is due any more. */
  why: 'expired' | 'cancelled';
  /** What is paid stays so: the case has its money and has ended. */
  onlyOpen?: boolean;
  actor: Actor;
  at: Date;
}

/**
 * The case stops waiting for a payment. Money that arrived before is not lost: an expired notice that is paid stays paid;
 * what was paid on a cancelled one is somebody's and goes to a person (art. 2033 c.c.), as does what was paid in part.
 * @returns whether all had been paid, and the notices to be taken back at pagoPA
 */
export const closeNotices = async (
  trx: Knex.Transaction,
  { caseId, iuv, why, onlyOpen = false, actor, at }: CloseNotices,
): Promise<{ outcome: 'paid' | 'closed'; closed: string[] }> => {
  const roots = await PaymentNotice.query(trx)
    .where({ case_id: caseId, ...(iuv ? { iuv } : {}) })
    .whereNull('residue_of')
    .whereIn('status', onlyOpen ? ['open'] : ['open', 'paid'])
    .orderBy('id');
  const closed: string[] = [];
  let isPaid = roots.length > 0;
  for (const { id } of roots) {
    const debt = await lockDebt(trx, id);
    if (debt.root.status === 'paid' && why === 'expired') continue;
    isPaid = false;
    closed.push(...(await closeDebt(trx, debt, { why, actor, at })));
  }
  await notify(trx, 'projection', caseId);
  return { outcome: isPaid ? 'paid' : 'closed', closed };
};

/** A case that has ended waits for nothing, whichever way it ended: its open notices are taken back. */
export const closeNoticesOfEndedCases = (db: Knex, actor: Actor, at: Date): Promise<void> =>
  db.transaction(async (trx) => {
    const ended = (await trx('payment_notice as notice')
      .join('case_file', 'case_file.id', 'notice.case_id')
      .where({ 'notice.status': 'open', 'case_file.status': 'closed' })
      .distinct()
      .limit(100)
      .pluck('notice.case_id')) as string[];
    for (const caseId of ended)
      await closeNotices(trx, { caseId, why: 'cancelled', onlyOpen: true, actor, at });
  });

const closeDebt = async (
  trx: Knex.Transaction,
  { root, notices }: Debt,
  { why, actor, at }: Pick<CloseNotices, 'why' | 'actor' | 'at'>,
): Promise<string[]> => {
  const ids = notices.filter(({ id, status }) => status === 'open' || id === root.id).map(({ id }) => id);
  await PaymentNotice.query(trx).patch({ status: why, closedAt: at }).whereIn('id', ids);
  await PaymentMatter.query(trx)
    .patch({ resolution: 'completed', reason: why, settledAt: at, settledBy: actor.name })
    .where({ notice_id: root.id, kind: 'short' })
    .whereNull('resolution');
  await giveBack(trx, notices, at);
  await audit(trx, {
    at,
    actor,
    act: why === 'expired' ? 'avviso.scaduto' : 'avviso.annullato',
    caseId: root.caseId,
    details: { iuv: root.iuv },
  });
  await balance(trx, { noticeId: root.id, actor, at });
  return ids;
};

/** Money that counted for the debt until now: a person decides about each receipt's part of it. */
const giveBack = async (trx: Knex, notices: PaymentNotice[], at: Date): Promise<void> => {
  await trx.raw(
    `insert into payment_matter (kind, notice_id, receipt_id, amount_cents, opened_at)
     select 'undone', receipt.notice_id, receipt.id, receipt.amount_cents - coalesce(withheld.cents, 0), ?
     from payment_receipt receipt
     left join lateral (select sum(amount_cents) as cents from payment_matter
       where receipt_id = receipt.id and resolution is distinct from 'accept') withheld on true
     where receipt.notice_id = any(?) and receipt.amount_cents > coalesce(withheld.cents, 0)`,
    [at, notices.map(({ id }) => id)],
  );
};
