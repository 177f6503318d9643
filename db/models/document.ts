import type { SignatureReport } from '../../papers/signatures/report.js';
import { BaseModel } from './base.js';

/** A file with its SHA-256; the bytes live in the document store. */
export class Document extends BaseModel {
  static override tableName = 'document';
  declare id: string;
  declare caseId: string | null;
  declare direction: 'incoming' | 'outgoing' | 'internal';
  declare title: string;
  declare filename: string;
  declare mediaType: string;
  declare size: string;
  declare sha256: string;
  declare storageKey: string;
  declare field: string | null;
  declare uploadedBy: string | null;
  declare createdAt: Date;
  /** The first version, from the second on. */
  declare versionOf: string | null;
  declare version: number;
  declare classification: string | null;
  /** The signed container whose readable content this is. */
  declare twinOf: string | null;
  declare signatures: SignatureReport | null;
  declare antivirus: 'clean' | 'unchecked' | 'infected' | null;

  static override get jsonAttributes() {
    return ['signatures'];
  }
}
