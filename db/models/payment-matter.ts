import type { MatterKind } from '../../law/payments.js';
import { BaseModel } from './base.js';

export type Resolution = 'refund' | 'accept' | 'residue' | 'waive' | 'elsewhere' | 'completed';

/** Money that came and doesn't fit, or that doesn't suffice: a person decides. */
export class PaymentMatter extends BaseModel {
  static override tableName = 'payment_matter';
  declare id: string;
  declare kind: MatterKind;
  declare noticeId: string | null;
  declare receiptId: string | null;
  declare amountCents: number;
  declare openedAt: Date;
  declare resolution: Resolution | null;
  declare reason: string | null;
  declare settledAt: Date | null;
  declare settledBy: string | null;
}
