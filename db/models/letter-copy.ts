import type { JsonObject } from '../../core/json.js';
import { BaseModel } from './base.js';

/** The copy of a letter that somebody is to sign: without the mark of a draft, with the day on which it was prepared. */
export class LetterCopy extends BaseModel {
  static override tableName = 'letter_copy';
  declare id: string;
  declare letterId: string;
  declare data: JsonObject;
  declare templateVersion: string;
  declare typesetter: string;
  declare documentId: string;
  declare preparedAt: Date;
  declare preparedBy: string | null;

  static override get jsonAttributes() {
    return ['data'];
  }
}

/** What came back: exactly that copy, signed. */
export class LetterSignature extends BaseModel {
  static override tableName = 'letter_signature';
  static override idColumn = 'copy_id';
  declare copyId: string;
  declare method: 'upload' | 'service' | 'simulation';
  declare documentId: string;
  declare signer: string;
  declare signerCode: string | null;
  declare acceptedAt: Date;
  declare acceptedBy: string | null;
}
