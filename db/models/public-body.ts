import { BaseModel } from './base.js';

/** An administration or another body that the Comune writes to: authorities, offices of a conference. */
export class PublicBody extends BaseModel {
  static override tableName = 'public_body';
  declare id: string;
  declare name: string;
  /** In the index of public administrations (IPA), where the body is in it. */
  declare ipaCode: string | null;
  declare street: string;
  declare postalCode: string;
  declare municipality: string;
  declare province: string | null;
  /** Its digital domicile. */
  declare pec: string | null;
  declare active: boolean;
  declare submissionToken: string | null;
  declare version: number;
  declare changedAt: Date;
  declare changedBy: string | null;

  /** As an envelope wants it. */
  get addressLines(): string[] {
    const town = [this.postalCode, this.municipality, this.province && `(${this.province})`];
    return [this.street, town.filter(Boolean).join(' ')];
  }
}
