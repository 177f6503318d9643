import type { Knex } from 'knex';
import type { Decision } from '../../templates/letter-data.js';
import { dateInRome } from '../../law/calendar.js';

interface Paid {
  subject: string;
  iuv: string;
  cents: number;
  at: Date;
}

const italian = (day: string): string => day.split('-').reverse().join('/');

/** What was paid in a case by pagoPA, notice by notice, with what identifies each payment; empty while nothing was. */
export const feesPaid = async (trx: Knex, caseId: string): Promise<NonNullable<Decision['fees']>> => {
  const paid = (await trx('payment_notice as notice')
    .join('payment_receipt as receipt', 'receipt.notice_id', 'notice.id')
    .where({ 'notice.case_id': caseId, 'notice.status': 'paid' })
    .groupBy('notice.id')
    .orderBy('notice.notice_number')
    .select({
      subject: 'notice.subject',
      iuv: 'notice.iuv',
      cents: 'notice.amount_cents',
      at: trx.raw('max(receipt.paid_at)'),
    })) as Paid[];
  return paid.map(({ subject, iuv, cents, at }) => ({
    title: subject,
    amount: cents / 100,
    reference: `IUV ${iuv}, pagato il ${italian(dateInRome(at))}`,
  }));
};

/** The revenue stamp that the desk noted for the act (DPR 642/1972); null while there is none. */
export const actStamp = async (trx: Knex, caseId: string): Promise<Decision['stamp']> => {
  const row = (await trx('stamp_duty')
    .where({ case_id: caseId, paper: 'act' })
    .orderBy('noted_at', 'desc')
    .first('serial')) as { serial: string } | undefined;
  return row ?? null;
};
