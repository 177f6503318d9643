import { BaseModel } from './base.js';

export interface Correspondent {
  name: string;
  role: string;
}
export interface RegisteredAttachment {
  documentId: string;
  title: string;
  sha256: string;
}

/** An immutable entry of the register (DPR 445/2000 art. 53). */
export class Registration extends BaseModel {
  static override tableName = 'registration';
  declare id: string;
  declare register: string;
  declare year: number;
  declare number: number;
  declare registeredAt: Date;
  declare presentedAt: Date;
  declare direction: 'incoming' | 'outgoing';
  declare object: string;
  declare correspondents: Correspondent[];
  declare documentId: string;
  declare sha256: string;
  declare attachments: RegisteredAttachment[];
  declare caseId: string | null;
  declare registeredBy: string;
  declare cancelledAt: Date | null;
  declare cancelledBy: string | null;
  declare cancelReason: string | null;
  /** Who ordered the cancellation, and by which act (DPR 445/2000 art. 54). */
  declare cancelAuthority: string | null;
  declare cancelAct: string | null;
  declare senderDate: string | null;
  declare senderNumber: string | null;
  declare duplicateOf: string | null;
  declare submissionToken: string | null;
  declare outageId: string | null;
  declare emergencyNumber: number | null;
  declare emergencyAt: Date | null;

  static override get jsonAttributes() {
    return ['correspondents', 'attachments'];
  }
}
