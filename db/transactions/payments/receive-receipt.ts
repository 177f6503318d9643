import type { Knex } from 'knex';
import { systemActor } from '../../../core/actor.js';
import type { Services } from '../../../core/services.js';
import { centsText, divide, type MatterKind } from '../../../law/payments.js';
import { audit } from '../../audit.js';
import { PaymentMatter } from '../../models/payment-matter.js';
import { PaymentNotice } from '../../models/payment-notice.js';
import { balance } from './balance.js';
import { closeNotices } from './close-notices.js';
import { lockDebt } from './debt.js';

/** The proof of a payment (ricevuta telematica), as pagoPA tells it. */
export interface Receipt {
  iuv: string;
  /** Unique together with the IUV. */
  receiptId: string;
  cents: number;
  /** Whoever pays: anybody may pay another's debt (art. 1180 c.c.). */
  payerName: string | null;
  payerTaxCode: string | null;
  /** Who took the money. */
  provider: string;
  paidAt: Date;
  simulated: boolean;
}

/**
 * Takes in a receipt: stored, divided between the debt and what a person must decide about, told to the diagram when the
 * debt is extinguished, all in one transaction. The same IUV and receipt id again changes nothing.
 * @returns whether it was new
 */
export const receiveReceipt = (
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  receipt: Receipt,
): Promise<boolean> =>
  db.transaction(async (trx) => {
    const at = clock.now();
    const notice = await PaymentNotice.query(trx).findOne({ iuv: receipt.iuv });
    if (!notice) return receiveUnknown(trx, receipt, at);
    await endWaitOfEndedCase(trx, notice, at);
    const debt = await lockDebt(trx, notice.id);
    const receiptId = await store(trx, receipt, notice.id, at);
    if (!receiptId) return false;
    const { status } = debt.notices.find(({ id }) => id === notice.id) ?? notice;
    const { applied, withheld } = divide({ cents: receipt.cents, missing: debt.missing, status });
    await openMatters(trx, withheld, { noticeId: notice.id, receiptId, at });
    await audit(trx, {
      at,
      actor: systemActor,
      act: 'pagamento.ricevuto',
      caseId: notice.caseId,
      details: {
        iuv: receipt.iuv,
        importo: centsText(receipt.cents),
        imputato: centsText(applied),
        ricevuta: receipt.receiptId,
      },
    });
    await balance(trx, { noticeId: notice.id, actor: systemActor, at });
    return true;
  });

const store = async (
  trx: Knex,
  receipt: Receipt,
  noticeId: string | null,
  at: Date,
): Promise<string | undefined> => {
  const [row] = (await trx('payment_receipt')
    .insert({
      iuv: receipt.iuv,
      receipt_id: receipt.receiptId,
      notice_id: noticeId,
      amount_cents: receipt.cents,
      payer_name: receipt.payerName,
      payer_tax_code: receipt.payerTaxCode,
      provider: receipt.provider,
      paid_at: receipt.paidAt,
      received_at: at,
      simulated: receipt.simulated,
    })
    .onConflict(['iuv', 'receipt_id'])
    .ignore()
    .returning('id')) as { id: string }[];
  return row?.id;
};

/** A case that has ended waits for no money: what comes goes to a person. */
const endWaitOfEndedCase = async (
  trx: Knex.Transaction,
  { caseId }: PaymentNotice,
  at: Date,
): Promise<void> => {
  const ended = (await trx('case_file').where({ id: caseId, status: 'closed' }).first('id')) as unknown;
  if (ended) await closeNotices(trx, { caseId, why: 'cancelled', onlyOpen: true, actor: systemActor, at });
};

/** Opens what a person must decide about. */
export const openMatters = async (
  trx: Knex,
  withheld: { kind: MatterKind; cents: number }[],
  { noticeId, receiptId, at }: { noticeId: string | null; receiptId: string; at: Date },
): Promise<void> => {
  for (const { kind, cents } of withheld) {
    await PaymentMatter.query(trx).insert({ kind, noticeId, receiptId, amountCents: cents, openedAt: at });
  }
};

/** Money under an IUV that nobody here gave out is kept for a person to trace. */
const receiveUnknown = async (trx: Knex, receipt: Receipt, at: Date): Promise<boolean> => {
  const receiptId = await store(trx, receipt, null, at);
  if (!receiptId) return false;
  await openMatters(trx, [{ kind: 'unknown', cents: receipt.cents }], { noticeId: null, receiptId, at });
  await audit(trx, {
    at,
    actor: systemActor,
    act: 'pagamento.sconosciuto',
    details: { iuv: receipt.iuv, importo: centsText(receipt.cents), ricevuta: receipt.receiptId },
  });
  return true;
};
