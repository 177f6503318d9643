import type { Knex } from 'knex';
import type { Actor } from '../../../core/actor.js';
import { onlyVisibleCases } from '../../access.js';

export interface PartyCase {
  id: string;
  number: string;
  subject: string;
  role: string;
  status: 'open' | 'closed';
  outcome: string | null;
  openedAt: Date;
  dueDate: string | null;
  /** A delegate whose procura no longer holds: what was done stands, access is gone. */
  powerEnded: boolean;
}

/**
 * The cases of a party that the actor may know, newest first.
 * @param on ISO day in Rome, on which a delegate's power is judged
 */
export const casesOfParty = async (
  db: Knex,
  actor: Actor,
  partyId: string,
  on: string,
): Promise<PartyCase[]> =>
  (await db('case_party')
    .join('case_file', 'case_file.id', 'case_party.case_id')
    .leftJoin('party_relation', 'party_relation.id', 'case_party.relation_id')
    .where('case_party.party_id', partyId)
    .modify(onlyVisibleCases(actor))
    .orderBy('case_file.opened_at', 'desc')
    .limit(200)
    .select({
      id: 'case_file.id',
      number: 'case_file.number',
      subject: 'case_file.subject',
      role: 'case_party.role',
      status: 'case_file.status',
      outcome: 'case_file.outcome',
      openedAt: 'case_file.opened_at',
      dueDate: 'case_file.due_date',
      powerEnded: db.raw('coalesce(party_relation.revoked_on <= ? or party_relation.valid_to < ?, false)', [
        on,
        on,
      ]),
    })) as PartyCase[];

export interface PartyCode {
  kind: 'codice-fiscale' | 'partita-iva' | 'foreign';
  value: string;
  country: string;
  endedAt: Date | null;
}

/** All codes a party has or had, the present ones first. */
export const codesOfParty = async (db: Knex, partyId: string): Promise<PartyCode[]> =>
  (await db('party_identifier')
    .where({ party_id: partyId })
    .orderByRaw('ended_at desc nulls first, kind, value')
    .select('kind', 'value', 'country', { endedAt: 'ended_at' })) as PartyCode[];

export interface PartyMerge {
  id: string;
  at: Date;
  by: string;
  mergedName: string;
  mergedCode: string | null;
}

/** Records that were merged into a party and can be taken out again, newest first. */
export const mergesInto = async (db: Knex, partyId: string): Promise<PartyMerge[]> =>
  (await db('party_merge')
    .join('party as merged', 'merged.id', 'party_merge.merged_id')
    .where({ 'party_merge.kept_id': partyId, 'party_merge.undone_at': null })
    .orderBy('party_merge.at', 'desc')
    .select({
      id: 'party_merge.id',
      at: 'party_merge.at',
      by: 'party_merge.by_name',
      mergedName: db.raw(
        `coalesce(merged.organisation_name, concat_ws(' ', merged.given_name, merged.family_name))`,
      ),
      mergedCode: 'merged.tax_code',
    })) as PartyMerge[];
