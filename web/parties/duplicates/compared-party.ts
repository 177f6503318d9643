import type { Knex } from 'knex';
import { Party } from '../../../db/models/party.js';

/** A record to compare: its columns, and what hangs on it. */
export interface ComparedParty {
  id: string;
  name: string;
  version: number;
  row: unknown;
  /** Without the restricted ones: that they exist is nobody else's business. */
  cases: number;
  relations: number;
  createdAt: Date;
}

/** @returns undefined for one that doesn't exist or is merged already */
export const comparedParty = async (db: Knex, id: string): Promise<ComparedParty | undefined> => {
  const party = await Party.query(db).findById(id).whereNull('merged_into');
  if (!party) return undefined;
  const { rows } = await db.raw<{ rows: { row: unknown; cases: string; relations: string }[] }>(
    `select to_jsonb(party) as row,
       (select count(distinct case_file.id) from case_party join case_file on case_file.id = case_party.case_id
        where case_party.party_id = party.id and not case_file.restricted) as cases,
       (select count(*) from party_relation where party.id in (agent_id, principal_id)) as relations
     from party where id = ?`,
    [id],
  );
  const [found] = rows;
  return {
    id,
    name: party.displayName,
    version: party.version,
    row: found?.row,
    cases: Number(found?.cases),
    relations: Number(found?.relations),
    createdAt: party.createdAt,
  };
};
