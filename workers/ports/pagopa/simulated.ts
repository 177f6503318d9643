import type { Knex } from 'knex';
import { BusinessError } from '../../../core/errors.js';
import type { Receipt } from '../../../db/transactions/payments/receive-receipt.js';
import type { Pagopa } from './port.js';

/**
 * The local stand-in for pagoPA: it takes debts and gives receipts as the platform would, also those that nobody hopes
 * for: twice, of another amount, by somebody else, for a debt that was taken back meanwhile.
 */
export const simulatedPagopa: Pagopa = {
  isSimulation: true,

  async publish(db, { iuv, amountCents }) {
    await db('simulated_pagopa_position')
      .insert({ iuv, amount_cents: amountCents })
      .onConflict('iuv')
      .ignore();
  },

  async withdraw(db, { iuv }, _municipality, at) {
    await db('simulated_pagopa_position').where({ iuv }).update({ withdrawn_at: at });
  },

  async newReceipts(db) {
    const rows = (await db('simulated_pagopa_receipt as made')
      .whereNotExists(
        db('payment_receipt as known')
          .select(db.raw('1'))
          .whereRaw('known.iuv = made.iuv and known.receipt_id = made.receipt_id'),
      )
      .orderBy('made.paid_at')
      .select({
        iuv: 'made.iuv',
        receiptId: 'made.receipt_id',
        cents: 'made.amount_cents',
        payerName: 'made.payer_name',
        payerTaxCode: 'made.payer_tax_code',
        paidAt: 'made.paid_at',
      })) as Omit<Receipt, 'provider' | 'simulated'>[];
    return rows.map((row) => ({ ...row, provider: 'Banca di prova (simulazione)', simulated: true }));
  },
};

export interface SimulatedPayment {
  iuv: string;
  cents: number;
  payer: { name: string; taxCode: string | null };
  /** Names the payment: the same again is the same receipt. */
  receiptId: string;
  at: Date;
}

/**
 * Somebody pays at the simulated platform; the receipt is there for whoever asks for new ones.
 * @throws BusinessError `payment.unknown-notice` when the platform doesn't know the debt
 */
export const paySimulated = async (
  db: Knex,
  { iuv, cents, payer, receiptId, at }: SimulatedPayment,
): Promise<void> => {
  if (!(await db('simulated_pagopa_position').where({ iuv }).first('iuv'))) {
    throw new BusinessError('payment.unknown-notice', {
      message: 'La simulazione di pagoPA non conosce questo avviso.',
      remedy: 'Aspetta qualche secondo: l’avviso viene comunicato appena è emesso.',
    });
  }
  await db('simulated_pagopa_receipt')
    .insert({
      iuv,
      receipt_id: receiptId,
      amount_cents: cents,
      payer_name: payer.name,
      payer_tax_code: payer.taxCode,
      paid_at: at,
    })
    .onConflict('receipt_id')
    .ignore();
};
