import type { Knex } from 'knex';
import { NotFoundError } from '../../../core/errors.js';
import { PaymentNotice } from '../../models/payment-notice.js';

/** What a case owes: the notice it waits for, and the residues that ask for the rest of it. */
export interface Debt {
  root: PaymentNotice;
  /** All notices of the debt, the first one first. */
  notices: PaymentNotice[];
  /** Cents that are still to be paid; 0 when it is extinguished. */
  missing: number;
  /** Cents that count as paid. */
  paid: number;
}

/**
 * What of the money received on a debt's notices counts: all but what a person decides about and what was refunded; what
 * was waived counts as if paid.
 */
const countedCents = `select
  (coalesce((select sum(amount_cents) from payment_receipt where notice_id = any(:ids)), 0)
   - coalesce((select sum(amount_cents) from payment_matter
       where notice_id = any(:ids) and kind <> 'short' and resolution is distinct from 'accept'), 0))::int as paid,
  coalesce((select sum(amount_cents) from payment_matter
     where notice_id = any(:ids) and kind = 'short' and resolution = 'waive'), 0)::int as waived`;

/**
 * The debt that a notice belongs to, locked until the transaction ends: money is counted by one at a time.
 * @throws NotFoundError
 */
export const lockDebt = async (trx: Knex.Transaction, noticeId: string): Promise<Debt> => {
  const notice = await PaymentNotice.query(trx).findById(noticeId);
  if (!notice) throw new NotFoundError('Avviso di pagamento');
  const rootId = notice.residueOf ?? notice.id;
  await PaymentNotice.query(trx).findById(rootId).forUpdate();
  const notices = await PaymentNotice.query(trx)
    .where({ id: rootId })
    .orWhere({ residue_of: rootId })
    .orderByRaw('residue_of is not null, issued_at');
  const [root] = notices;
  if (!root) throw new NotFoundError('Avviso di pagamento');
  const { rows } = await trx.raw<{ rows: { paid: number; waived: number }[] }>(countedCents, {
    ids: notices.map(({ id }) => id),
  });
  const { paid = 0, waived = 0 } = rows[0] ?? {};
  return { root, notices, paid, missing: Math.max(0, root.amountCents - paid - waived) };
};
