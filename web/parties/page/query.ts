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
}

/** The cases of a party that the actor may know, newest first. */
export const casesOfParty = async (db: Knex, actor: Actor, partyId: string): Promise<PartyCase[]> =>
  (await db('case_party')
    .join('case_file', 'case_file.id', 'case_party.case_id')
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
    })) as PartyCase[];
