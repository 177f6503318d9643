import type { Knex } from 'knex';
import { BaseModel } from './base.js';

/** Natural persons carry a family name, the others a denomination; a sole trader may have both. */
export const partyKinds = [
  'person',
  'sole-trader',
  'company',
  'association',
  'condominium',
  'administration',
  'organisation',
] as const;
export type PartyKind = (typeof partyKinds)[number];

/** Whether a kind of party is a human being, with birth and family name. */
export const isNatural = (kind: PartyKind): boolean => kind === 'person' || kind === 'sole-trader';

/** A person or an organisation, as the data bank knows it. */
export class Party extends BaseModel {
  static override tableName = 'party';
  declare id: string;
  declare kind: PartyKind;
  declare givenName: string | null;
  declare familyName: string | null;
  declare organisationName: string | null;
  /** The primary code; all others are in `party_identifier`. */
  declare taxCode: string | null;
  declare noCodeReason: string | null;
  /** While the code is missing: whether it is still to be told, or there will be none. */
  declare codeFollow: 'awaited' | 'never' | null;
  declare sex: 'F' | 'M' | null;
  declare birthDate: string | null;
  declare birthPlace: string | null;
  declare birthPlaceCode: string | null;
  declare email: string | null;
  declare pec: string | null;
  declare pecSource: 'declared' | 'inad' | 'ini-pec' | 'ipa' | null;
  declare phone: string | null;
  declare secondPhone: string | null;
  declare street: string | null;
  declare postalCode: string | null;
  declare municipality: string | null;
  declare municipalityCode: string | null;
  declare province: string | null;
  declare country: string | null;
  declare language: string;
  /** For operators only: never printed, never shown to offices. */
  declare deskNotes: string | null;
  /** The party this one turned out to be; its page leads there. */
  declare mergedInto: string | null;
  declare submissionToken: string | null;
  declare createdAt: Date;
  declare createdBy: string | null;
  declare updatedAt: Date;
  declare version: number;

  /** As it stands on letters and lists: given name first, or the organisation's name. */
  get displayName(): string {
    return this.organisationName ?? [this.givenName, this.familyName].filter(Boolean).join(' ');
  }

  /** The party that has a codice fiscale now, or else the one that had it last; a merged one is found as what it became. */
  static async withTaxCode(db: Knex, code: string): Promise<Party | undefined> {
    const [found] = await Party.identifiedBy(db, code);
    return found && Party.live(db, found.party_id);
  }

  /** The party that has a codice fiscale now: nobody else may be given it. */
  static async holderOf(db: Knex, code: string): Promise<Party | undefined> {
    const [found] = await Party.identifiedBy(db, code);
    return found?.ended_at === null ? Party.live(db, found.party_id) : undefined;
  }

  private static async identifiedBy(
    db: Knex,
    code: string,
  ): Promise<{ party_id: string; ended_at: Date | null }[]> {
    return (await db('party_identifier')
      .where({ kind: 'codice-fiscale', value: code.toUpperCase().replace(/\s/g, '') })
      .orderByRaw('ended_at desc nulls first')
      .limit(1)
      .select('party_id', 'ended_at')) as { party_id: string; ended_at: Date | null }[];
  }

  /**
   * As `live`, and holds the row: until the transaction ends nobody can merge the party away, so what is written about it
   * points at the party that remains.
   */
  static async held(trx: Knex.Transaction, id: string): Promise<Party | undefined> {
    const party = await Party.query(trx).findById(id).forKeyShare();
    return party?.mergedInto ? Party.held(trx, party.mergedInto) : party;
  }

  /** A party by its id or by that of one merged into it. */
  static async live(db: Knex, id: string): Promise<Party | undefined> {
    const party = await Party.query(db).findById(id);
    return party?.mergedInto ? Party.live(db, party.mergedInto) : party;
  }
}
