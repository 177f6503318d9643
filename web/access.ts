import type { Knex } from 'knex';
import { may, type Actor } from '../core/actor.js';
import { NotFoundError } from '../core/errors.js';
import type { JsonObject } from '../core/json.js';
import type { Services } from '../core/services.js';
import { audit } from '../db/audit.js';
import { CaseFile } from '../db/models/case-file.js';

/**
 * Who needs to know a case (GDPR art. 5.1.c): the desk, all but the restricted ones, of which it sees those it opened
 * itself; an office, the cases it decides or has had a task in; the responsible officer, theirs. Nobody else.
 * @param table name of `case_file` in the query
 */
export const onlyVisibleCases =
  (actor: Actor, table = 'case_file') =>
  (query: Knex.QueryBuilder): void => {
    const reasons: [string, (string | null)[]][] = [[`${table}.responsible_id = ?::uuid`, [actor.id]]];
    if (may(actor, 'operator')) {
      reasons.push([`(not ${table}.restricted or ${table}.opened_by = ?::uuid)`, [actor.id]]);
    }
    if (may(actor, 'officer', 'responsible')) {
      reasons.push([
        // As a value and not as `exists`: the planner would gather all cases of the office before it shows fifty
        `(${table}.office_id = ? or (select true from case_office where case_id = ${table}.id and office_id = ?))`,
        [actor.officeId, actor.officeId],
      ]);
    }
    void query.whereRaw(
      `(${reasons.map(([sql]) => sql).join(' or ')})`,
      reasons.flatMap(([, values]) => values),
    );
  };

/** A case that the actor needs to know. @throws NotFoundError otherwise, as if it didn't exist */
export const demandCase = async ({ db }: Services, actor: Actor, caseId: string): Promise<CaseFile> => {
  const file = await CaseFile.query(db)
    .findById(caseId)
    .modify(onlyVisibleCases(actor) as never);
  if (!file) throw new NotFoundError('Pratica');
  return file;
};

/** @throws NotFoundError unless the actor works at the desk or knows a case of that party */
export const demandParty = async ({ db }: Services, actor: Actor, partyId: string): Promise<void> => {
  if (may(actor, 'operator')) return;
  const known = (await db('case_party')
    .join('case_file', 'case_file.id', 'case_party.case_id')
    .where('case_party.party_id', partyId)
    .modify(onlyVisibleCases(actor))
    .first('case_file.id')) as { id: string } | undefined;
  if (!known) throw new NotFoundError('Soggetto');
};

/** Notes that somebody has read personal data: `pratica.letta`, `soggetto.letto`, `documento.letto`. */
export const auditRead = (
  { db, clock }: Services,
  actor: Actor,
  read: { act: string; caseId?: string | null; partyId?: string | null; details?: JsonObject },
): Promise<void> => audit(db, { at: clock.now(), actor, ...read });
