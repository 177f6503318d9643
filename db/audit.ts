import type { Knex } from 'knex';
import type { Actor } from '../core/actor.js';
import type { JsonObject } from '../core/json.js';

export interface AuditEntry {
  at: Date;
  actor: Actor;
  /** In the office's words: `pratica.aperta`, `integrazione.richiesta`. */
  act: string;
  caseId?: string | null;
  partyId?: string | null;
  details?: JsonObject;
}

/** Adds one line to the trail, in the same transaction as what it tells. The table refuses changes. */
export const audit = async (
  trx: Knex,
  { at, actor, act, caseId, partyId, details }: AuditEntry,
): Promise<void> => {
  await trx('audit').insert({
    at,
    actor_id: actor.id,
    actor_name: actor.name,
    act,
    case_id: caseId ?? null,
    party_id: partyId ?? null,
    details: JSON.stringify(details ?? {}),
  });
};
