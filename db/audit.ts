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
export const audit = (trx: Knex, entry: AuditEntry): Promise<void> => auditAll(trx, [entry]);

/** Adds many lines at once. */
export const auditAll = async (trx: Knex, entries: AuditEntry[]): Promise<void> => {
  if (entries.length === 0) return;
  await trx('audit').insert(
    entries.map(({ at, actor, act, caseId, partyId, details }) => ({
      at,
      actor_id: actor.id,
      actor_name: actor.name,
      act,
      case_id: caseId ?? null,
      party_id: partyId ?? null,
      details: JSON.stringify(details ?? {}),
    })),
  );
};
