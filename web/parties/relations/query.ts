import type { Knex } from 'knex';

export interface RelationEnds {
  kind: string;
  agentId: string;
  agentName: string;
  principalId: string;
  principalName: string;
  documentId: string | null;
}

const nameOf = (table: string): string =>
  `coalesce(${table}.organisation_name, concat_ws(' ', ${table}.given_name, ${table}.family_name))`;

/** A relation's two ends, by name. */
export const relationById = async (db: Knex, id: string): Promise<RelationEnds | undefined> =>
  (await db('party_relation as r')
    .join('party as agent', 'agent.id', 'r.agent_id')
    .join('party as principal', 'principal.id', 'r.principal_id')
    .where('r.id', id)
    .first({
      kind: 'r.kind',
      agentId: 'r.agent_id',
      agentName: db.raw(nameOf('agent')),
      principalId: 'r.principal_id',
      principalName: db.raw(nameOf('principal')),
      documentId: 'r.document_id',
    })) as RelationEnds | undefined;
