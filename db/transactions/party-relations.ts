import type { Knex } from 'knex';
import { z } from 'zod';
import { demand, type Actor } from '../../core/actor.js';
import { InputError, NotFoundError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { dateInRome } from '../../law/calendar.js';
import { powerKinds } from '../../law/powers.js';
import { audit } from '../audit.js';

const day = z.iso.date('La data non esiste: scrivi gg/mm/aaaa.');
const relationSchema = z
  .object({
    kind: z.enum(powerKinds, 'Scegli di che rapporto si tratta.'),
    agentId: z.uuid('Scegli chi agisce.'),
    principalId: z.uuid('Scegli per chi agisce.'),
    caseId: z.uuid().nullish(),
    procedureId: z.string().nullish(),
    scope: z.string().trim().max(500, 'Al massimo 500 caratteri.').default(''),
    validFrom: day,
    validTo: day.nullish(),
    documentId: z.uuid().nullish(),
    submissionToken: z.string().min(1),
  })
  .superRefine(({ kind, agentId, principalId, scope, validFrom, validTo }, context) => {
    const wrong = (field: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [field], message });
    if (agentId === principalId) wrong('agentId', 'Nessuno rappresenta sé stesso: scegli un’altra persona.');
    if (validTo && validTo < validFrom) wrong('validTo', 'La fine viene prima dell’inizio.');
    if (kind === 'delegate' && !scope)
      wrong('scope', 'Scrivi per che cosa vale la procura, come dice l’atto.');
  });

export type RelationInput = z.input<typeof relationSchema>;

/**
 * Notes that somebody may act for somebody else (DPR 445/2000 artt. 4, 5 and 38 c. 3-bis; c.c. artt. 316, 1387 ff.). The
 * submission token makes it once.
 * @returns the relation's id
 * @throws InputError with a sentence beside each wrong field
 */
export const addRelation = async (
  services: Services,
  actor: Actor,
  input: RelationInput,
): Promise<string> => {
  demand(actor, 'operator');
  const result = relationSchema.safeParse(input);
  if (!result.success) {
    throw new InputError(
      Object.fromEntries(result.error.issues.map((issue) => [String(issue.path[0] ?? ''), issue.message])),
    );
  }
  const relation = result.data;
  const at = services.clock.now();
  return services.db.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(hashtext(?))', [`relation ${relation.submissionToken}`]);
    const before = (await trx('party_relation')
      .where({ submission_token: relation.submissionToken })
      .first('id')) as { id: string } | undefined;
    if (before) return before.id;
    const documentId = await ownDocument(trx, actor, relation.documentId ?? null);
    const [row] = (await trx('party_relation')
      .insert({
        kind: relation.kind,
        agent_id: relation.agentId,
        principal_id: relation.principalId,
        case_id: relation.caseId ?? null,
        procedure_id: relation.procedureId ?? null,
        scope: relation.scope,
        valid_from: relation.validFrom,
        valid_to: relation.validTo ?? null,
        document_id: documentId,
        created_at: at,
        created_by: actor.id,
        submission_token: relation.submissionToken,
      })
      .returning('id')) as { id: string }[];
    if (!row) throw new Error('the relation was not stored');
    await auditBoth(trx, actor, at, 'rapporto.aggiunto', row.id);
    return row.id;
  });
};

/**
 * Ends a relation today: from now on it gives no access; what was done stays (edge case 17 of the domain document).
 * Ending it twice changes nothing.
 */
export const endRelation = async (
  services: Services,
  actor: Actor,
  { relationId, reason }: { relationId: string; reason: string },
): Promise<void> => {
  demand(actor, 'operator');
  const why = reason.trim();
  if (!why) throw new InputError({ reason: 'Scrivi perché finisce: revoca, rinuncia, morte…' });
  if (why.length > 200) throw new InputError({ reason: 'Al massimo 200 caratteri.' });
  const at = services.clock.now();
  await services.db.transaction(async (trx) => {
    const row = (await trx('party_relation').where({ id: relationId }).forUpdate().first()) as
      { revoked_on: string | null } | undefined;
    if (!row) throw new NotFoundError('Rapporto');
    if (row.revoked_on) return;
    await trx('party_relation')
      .where({ id: relationId })
      .update({ revoked_on: dateInRome(at), revoke_reason: why });
    await auditBoth(trx, actor, at, 'rapporto.finito', relationId);
  });
};

/** The procura's file, as whoever notes the relation has just uploaded it; anybody else's is left alone. */
const ownDocument = async (
  trx: Knex.Transaction,
  actor: Actor,
  id: string | null,
): Promise<string | null> => {
  if (!id) return null;
  const row = (await trx('document').where({ id, uploaded_by: actor.id, case_id: null }).first('id')) as
    { id: string } | undefined;
  return row?.id ?? null;
};

/** Both parties' trails tell of a relation. */
const auditBoth = async (
  trx: Knex.Transaction,
  actor: Actor,
  at: Date,
  act: string,
  relationId: string,
): Promise<void> => {
  const row = (await trx('party_relation')
    .where({ id: relationId })
    .first('kind', 'agent_id', 'principal_id', 'case_id', 'revoke_reason')) as {
    kind: string;
    agent_id: string;
    principal_id: string;
    case_id: string | null;
    revoke_reason: string | null;
  };
  const details = { rapporto: relationId, tipo: row.kind, motivo: row.revoke_reason };
  for (const partyId of [row.agent_id, row.principal_id]) {
    await audit(trx, { at, actor, act, partyId, caseId: row.case_id, details });
  }
};
