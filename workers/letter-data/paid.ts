import type { Knex } from 'knex';
import type { Decision } from '../../templates/letter-data.js';

/** What an act says of money by itself, when no form does. */
export interface Paid {
  /** Null when nothing was paid by a notice. */
  fees: Decision['fees'];
  /** The stamp noted for the act; null when there is none. */
  stamp: Decision['stamp'];
}

/** What was paid in a case with pagoPA, by its IUV, and the stamp that the desk noted for the act. */
export const paidIn = async (trx: Knex, caseId: string): Promise<Paid> => {
  const notices = (await trx('payment_notice')
    .where({ case_id: caseId, status: 'paid' })
    .whereNull('residue_of')
    .orderBy('notice_number')
    .select('subject', 'iuv', { cents: 'amount_cents' })) as {
    subject: string;
    iuv: string;
    cents: number;
  }[];
  const stamp = (await trx('stamp_duty')
    .where({ case_id: caseId, paper: 'act' })
    .orderBy('noted_at')
    .first('serial')) as { serial: string } | undefined;
  return {
    fees:
      notices.length > 0
        ? notices.map(({ subject, iuv, cents }) => ({
            title: subject,
            amount: cents / 100,
            reference: `IUV ${iuv}`,
          }))
        : null,
    stamp: stamp ?? null,
  };
};
