import { BaseModel } from './base.js';

/** A person or an organisation, as the data bank knows it. */
export class Party extends BaseModel {
  static override tableName = 'party';
  declare id: string;
  declare kind: 'person' | 'organisation';
  declare givenName: string | null;
  declare familyName: string | null;
  declare organisationName: string | null;
  declare taxCode: string | null;
  declare noCodeReason: string | null;
  declare birthDate: string | null;
  declare birthPlace: string | null;
  declare email: string | null;
  declare pec: string | null;
  declare phone: string | null;
  declare street: string | null;
  declare postalCode: string | null;
  declare municipality: string | null;
  declare province: string | null;
  declare createdAt: Date;
  declare createdBy: string | null;
  declare updatedAt: Date;
  declare version: number;

  /** As it stands on letters and lists: given name first, or the organisation's name. */
  get displayName(): string {
    return this.organisationName ?? [this.givenName, this.familyName].filter(Boolean).join(' ');
  }
}
