import type { NoticeStatus } from '../../law/payments.js';
import { BaseModel } from './base.js';

/** A sum asked for by pagoPA in a case; a residue asks for what another still lacks. */
export class PaymentNotice extends BaseModel {
  static override tableName = 'payment_notice';
  declare id: string;
  declare caseId: string;
  declare residueOf: string | null;
  declare iuv: string;
  declare noticeNumber: string;
  declare amountCents: number;
  declare subject: string;
  declare debtorName: string;
  declare debtorTaxCode: string | null;
  /** Natural person or organisation, as pagoPA tells them apart. */
  declare debtorKind: 'F' | 'G';
  declare dueOn: string;
  declare status: NoticeStatus;
  declare documentId: string;
  declare issuedAt: Date;
  declare issuedBy: string;
  declare publishedAt: Date | null;
  declare withdrawnAt: Date | null;
  declare closedAt: Date | null;
  declare handedOverAt: Date | null;
  declare handedOverBy: string | null;
  declare effectKey: string;
}
