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
  /** `emergenza` until the entry gets its ordinary number (DPR 445/2000 art. 63). */
  declare register: 'protocollo' | 'emergenza';
  declare year: number;
  declare number: number;
  /** `0000123/2026`, or `E12` until then; made by the data bank. */
  declare protocol: string;
  declare registeredAt: Date;
  /** When it was entered, in whichever register; made by the data bank. */
  declare enteredAt: Date;
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
