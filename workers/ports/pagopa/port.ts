import type { Knex } from 'knex';
import type { Receipt } from '../../../db/transactions/payments/receive-receipt.js';
import type { PaymentNotice } from '../../../db/models/payment-notice.js';
import type { Municipality } from '../../../processes/catalogue/municipality.js';

/** The payment platform, as far as Sportello needs it. All methods may be repeated without a second effect. */
export interface Pagopa {
  isSimulation: boolean;
  /**
   * Makes a debt known, so that whoever has the notice can pay it.
   * @throws Unavailable when the platform doesn't answer, NeedsPerson when it refuses the data
   */
  publish(db: Knex, notice: PaymentNotice, municipality: Municipality): Promise<void>;
  /**
   * Takes a debt back, so that nobody can pay it any more. One that was paid meanwhile stays: its receipt will come.
   * @throws Unavailable
   */
  withdraw(db: Knex, notice: PaymentNotice, municipality: Municipality, at: Date): Promise<void>;
  /**
   * Receipts that aren't in the data bank yet, as far as the platform tells them now.
   * @throws Unavailable
   */
  newReceipts(db: Knex, municipality: Municipality, at: Date): Promise<Receipt[]>;
}
