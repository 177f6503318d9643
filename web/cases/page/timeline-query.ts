import type { Knex } from 'knex';
import type { JsonObject } from '../../../core/json.js';

export interface AuditRow {
  at: Date;
  actor: string;
  act: string;
  details: JsonObject;
}

/** Acts that only tell that somebody looked: they have their own list. */
export const readings = [
  'pratica.letta',
  'pratica.letta-anonima',
  'documento.letto',
  'soggetto.letto',
  'bozza.letta',
  'registrazione.letta',
  'pagamento.letto',
];

/** What people and the program did to a case, from the draft it came from on. */
export const auditRows = async (
  db: Knex,
  { id, submissionToken }: { id: string; submissionToken: string },
): Promise<AuditRow[]> =>
  (await db('audit')
    .whereRaw(`(case_id = ? or (act like 'bozza.%' and details ->> 'bozza' = ?))`, [id, submissionToken])
    .whereNotIn('act', readings)
    .orderBy('id')
    .select({ at: 'at', actor: 'actor_name', act: 'act', details: 'details' })) as AuditRow[];

export interface RegistrationRow {
  at: Date;
  direction: 'incoming' | 'outgoing';
  /** The ordinary number, with the emergency one that came before it. */
  number: string;
  object: string;
  documentId: string;
}

/** What the register says of a case. */
export const registrationRows = async (db: Knex, caseId: string): Promise<RegistrationRow[]> =>
  (await db('registration')
    .where({ case_id: caseId })
    .orderBy(['entered_at', 'number'])
    .select({
      at: 'entered_at',
      direction: 'direction',
      number: db.raw(
        `concat(protocol, case when register = 'protocollo' then ' (E' || emergency_number || ')' end)`,
      ),
      object: 'object',
      documentId: 'document_id',
    })) as RegistrationRow[];

/** Who has read a case, newest first; one row a day for each person. */
export const readers = async (
  db: Knex,
  caseId: string,
): Promise<{ name: string; day: string; times: number }[]> =>
  (await db('audit')
    .where({ case_id: caseId })
    .whereIn('act', readings)
    .groupByRaw(`actor_name, (at at time zone 'Europe/Rome')::date`)
    .orderByRaw('max(id) desc')
    .limit(50)
    .select({
      name: 'actor_name',
      day: db.raw(`(at at time zone 'Europe/Rome')::date::text`),
      times: db.raw('count(*)::int'),
    })) as { name: string; day: string; times: number }[];
