import type { Knex } from 'knex';
import { centsText, type MatterKind, type NoticeStatus } from '../../law/payments.js';
import type { Actor } from '../../core/actor.js';
import { onlyAboutKnownCases } from '../known-cases.js';

/** `€ 16,00` */
export const euroText = (cents: number): string => `€ ${centsText(cents)}`;

/** Groups of four figures, as printed. */
export const numberText = (noticeNumber: string): string => noticeNumber.replace(/(\d{4})(?=\d)/g, '$1 ');

export interface NoticeRow {
  id: string;
  number: string;
  iuv: string;
  amount: string;
  subject: string;
  dueOn: string;
  status: NoticeStatus;
  /** Open, and its due day has passed. */
  isOverdue: boolean;
  isResidue: boolean;
  documentId: string;
  handedOverAt: Date | null;
}

/** The notices of a case, the first one first. */
export const noticesOfCase = async (db: Knex, caseId: string, today: string): Promise<NoticeRow[]> => {
  const rows = (await db('payment_notice').where({ case_id: caseId }).orderBy('notice_number').select({
    id: 'id',
    number: 'notice_number',
    iuv: 'iuv',
    cents: 'amount_cents',
    subject: 'subject',
    dueOn: 'due_on',
    status: 'status',
    residueOf: 'residue_of',
    documentId: 'document_id',
    handedOverAt: 'handed_over_at',
  })) as (Omit<NoticeRow, 'amount' | 'isOverdue' | 'isResidue'> & {
    cents: number;
    residueOf: string | null;
  })[];
  return rows.map(({ cents, residueOf, ...row }) => ({
    ...row,
    number: numberText(row.number),
    amount: euroText(cents),
    isOverdue: row.status === 'open' && row.dueOn < today,
    isResidue: residueOf !== null,
  }));
};

export interface MatterRow {
  id: string;
  kind: MatterKind;
  amount: string;
  openedAt: Date;
  resolution: string | null;
  reason: string | null;
  settledAt: Date | null;
  settledBy: string | null;
  iuv: string | null;
  noticeId: string | null;
  caseId: string | null;
  caseNumber: string | null;
  payer: string | null;
  paidAt: Date | null;
  refundId: string | null;
  payee: string | null;
  mandate: string | null;
}

const matterRows = (db: Knex) =>
  db('payment_matter as matter')
    .leftJoin('payment_notice as notice', 'notice.id', 'matter.notice_id')
    .leftJoin('payment_receipt as receipt', 'receipt.id', 'matter.receipt_id')
    .leftJoin('payment_refund as refund', 'refund.matter_id', 'matter.id')
    .leftJoin('case_file', 'case_file.id', 'notice.case_id')
    .select({
      id: 'matter.id',
      kind: 'matter.kind',
      cents: 'matter.amount_cents',
      openedAt: 'matter.opened_at',
      resolution: 'matter.resolution',
      reason: 'matter.reason',
      settledAt: 'matter.settled_at',
      settledBy: 'matter.settled_by',
      iuv: db.raw('coalesce(receipt.iuv, notice.iuv)'),
      noticeId: 'notice.id',
      caseId: 'case_file.id',
      caseNumber: 'case_file.number',
      payer: 'receipt.payer_name',
      paidAt: 'receipt.paid_at',
      refundId: 'refund.id',
      payee: 'refund.payee',
      mandate: 'refund.mandate',
    });

const shown = (rows: unknown[]): MatterRow[] =>
  (rows as (Omit<MatterRow, 'amount'> & { cents: number })[]).map(({ cents, ...row }) => ({
    ...row,
    amount: euroText(cents),
  }));

/** What waits for a decision, and refunds that the accounts office hasn't paid, as far as the reader knows the cases. */
export const mattersToSettle = async (db: Knex, actor: Actor, limit = 300): Promise<MatterRow[]> =>
  shown(
    await matterRows(db)
      .where(
        (query) =>
          void query
            .whereNull('matter.resolution')
            .orWhere((refund) => void refund.whereNotNull('refund.id').whereNull('refund.mandate')),
      )
      .modify(onlyAboutKnownCases(db, actor, 'notice.case_id'))
      .orderBy('matter.opened_at')
      .limit(limit),
  );

/** Everything that a person decided, or must, about the money of a notice. */
export const mattersOfNotice = async (db: Knex, noticeId: string): Promise<MatterRow[]> =>
  shown(await matterRows(db).where('notice.id', noticeId).orderBy('matter.opened_at'));

/** One of them; undefined when there is none, or it is about a case that the reader needn't know. */
export const matterById = async (db: Knex, actor: Actor, matterId: string): Promise<MatterRow | undefined> =>
  shown(
    await matterRows(db)
      .where('matter.id', matterId)
      .modify(onlyAboutKnownCases(db, actor, 'notice.case_id')),
  )[0];

export interface ReceiptRow {
  receiptId: string;
  amount: string;
  payer: string | null;
  payerTaxCode: string | null;
  provider: string;
  paidAt: Date;
  isLate: boolean;
  simulated: boolean;
}

/** What was paid on a notice; late is what came after its due day (in Rome). */
export const receiptsOfNotice = async (db: Knex, noticeId: string): Promise<ReceiptRow[]> => {
  const rows = (await db('payment_receipt as receipt')
    .join('payment_notice as notice', 'notice.id', 'receipt.notice_id')
    .where('notice.id', noticeId)
    .orderBy('receipt.paid_at')
    .select({
      receiptId: 'receipt.receipt_id',
      cents: 'receipt.amount_cents',
      payer: 'receipt.payer_name',
      payerTaxCode: 'receipt.payer_tax_code',
      provider: 'receipt.provider',
      paidAt: 'receipt.paid_at',
      isLate: db.raw(`(receipt.paid_at at time zone 'Europe/Rome')::date > notice.due_on`),
      simulated: 'receipt.simulated',
    })) as (Omit<ReceiptRow, 'amount'> & { cents: number })[];
  return rows.map(({ cents, ...row }) => ({ ...row, amount: euroText(cents) }));
};
