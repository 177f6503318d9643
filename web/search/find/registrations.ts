import type { Knex } from 'knex';
import { groupOf, newestHits, type Group, type Wanted } from './group.js';

export interface FoundRegistration {
  id: string;
  caseId: string;
  caseNumber: string;
  protocol: string;
  object: string;
  correspondents: string;
  direction: 'incoming' | 'outgoing';
  registeredAt: Date;
}

type Row = FoundRegistration & { total: number };

/** Registrations by their object and by the names of who wrote or received. */
export const foundRegistrations = async (db: Knex, wanted: Wanted): Promise<Group<FoundRegistration>> => {
  const rows = (await newestHits(db, 'registration', wanted)
    .join('registration', 'registration.id', 'hit.id')
    .select({
      id: 'registration.id',
      caseId: 'case_file.id',
      caseNumber: 'case_file.number',
      protocol: 'registration.protocol',
      object: 'registration.object',
      direction: 'registration.direction',
      registeredAt: 'registration.registered_at',
      correspondents: db.raw(
        `(select string_agg(one ->> 'name', ', ') from jsonb_array_elements(registration.correspondents) one)`,
      ),
    })) as Row[];
  return groupOf(rows);
};
