import type { Knex } from 'knex';
import { demand, type Actor } from '../../../../core/actor.js';
import { ConflictError, InputError } from '../../../../core/errors.js';
import type { JsonObject } from '../../../../core/json.js';
import type { Services } from '../../../../core/services.js';
import { enqueue } from '../../../../engine/gateway/outbox.js';
import { resumeVariable } from '../../../../processes/catalogue/moving/resumable.js';
import { auditAll } from '../../../audit.js';
import { previewOf, type PlannedMove, type Preview, type PreviewedCase } from './preview.js';

/** What has to be typed: nobody moves five hundred cases with one click too many. */
export const confirmationWord = 'MIGRA';

export interface MoveCases extends PlannedMove {
  reason: string;
  /** What was typed. */
  word: string;
  /** Of the preview that was shown. */
  fingerprint: string;
}

type MovedCase = PreviewedCase & { move: { way: 'migrate' | 'resume' } };

const isMoved = (one: PreviewedCase): one is MovedCase => one.move.way !== null;

/**
 * Moves the open cases of a version to the one in force, as it was shown: one row of the outbox for each case, in one
 * transaction. The engine takes them one by one; whoever is killed in between leaves the rest for afterwards.
 * @returns the plan's id
 * @throws InputError without a reason, or with another word
 * @throws ConflictError when a case has gone on since, or none can be moved: nothing was moved
 */
export const moveCases = async (
  services: Services,
  actor: Actor & { id: string },
  { reason, word, fingerprint, ...plan }: MoveCases,
): Promise<string> => {
  demand(actor, 'administrator');
  const fields: Record<string, string> = {};
  if (word.trim() !== confirmationWord)
    fields['word'] = `Per confermare scrivi ${confirmationWord}, in maiuscolo.`;
  if (!reason.trim()) fields['reason'] = 'Scrivi perché le pratiche cambiano versione.';
  if (Object.keys(fields).length > 0) throw new InputError(fields);
  const at = services.clock.now();
  return services.db.transaction(async (trx) => {
    await trx.raw("select pg_advisory_xact_lock(hashtext('moved cases'))");
    const preview = await previewOf(services, plan, trx);
    if (preview.fingerprint !== fingerprint) throw goneOn();
    const moved = preview.cases.filter(isMoved);
    if (moved.length === 0) throw noneToMove();
    const planId = await storePlan(trx, { ...plan, reason, preview }, { by: actor.name, at });
    for (const one of moved) await move(trx, one, { preview, planId, by: actor.name, at });
    await auditAll(
      trx,
      moved.map(({ caseId, move: { way } }) => ({
        at,
        actor,
        act: 'pratica.versione-cambiata',
        caseId,
        details: {
          da: preview.from.engineVersion,
          a: preview.to.engineVersion,
          modo: way === 'migrate' ? 'spostata' : 'ripresa',
          motivo: reason.trim(),
          piano: planId,
        },
      })),
    );
    return planId;
  });
};

const storePlan = async (
  trx: Knex.Transaction,
  { preview, mapping, reason }: { preview: Preview; mapping: PlannedMove['mapping']; reason: string },
  { by, at }: { by: string; at: Date },
): Promise<string> => {
  const [row] = (await trx('move_plan')
    .insert({
      procedure_id: preview.to.procedureId,
      from_version_id: preview.from.id,
      to_version_id: preview.to.id,
      mapping: JSON.stringify(mapping),
      reason: reason.trim(),
      created_at: at,
      created_by: by,
    })
    .returning('id')) as { id: string }[];
  if (!row) throw new Error('The plan was not stored');
  return row.id;
};

interface Moving {
  preview: Preview;
  planId: string;
  by: string;
  at: Date;
}

const move = async (trx: Knex.Transaction, one: MovedCase, moving: Moving): Promise<void> => {
  const commandId =
    one.move.way === 'migrate' ? await migrate(trx, one, moving) : await resume(trx, one, moving);
  await trx('moved_case').insert({
    plan_id: moving.planId,
    case_id: one.caseId,
    way: one.move.way,
    instance_key: one.instanceKey,
    targets: one.move.targets.map(({ target }) => target),
    command_id: commandId,
  });
};

const migrate = (
  trx: Knex.Transaction,
  { caseId, instanceKey, move: { targets } }: MovedCase,
  { preview, planId, by, at }: Moving,
): Promise<string> =>
  enqueue(trx, {
    kind: 'migrate-instance',
    payload: {
      instanceKey,
      targetKey: preview.to.processDefinitionKey ?? '',
      mappings: [{ source: preview.from.model.processId, target: preview.to.model.processId }, ...targets],
    },
    idempotencyKey: `move ${planId} ${caseId}`,
    caseId,
    createdBy: by,
    at,
  });

/** The instance is ended, and its successor begins at the task with what the diagram knew. */
const resume = async (
  trx: Knex.Transaction,
  { caseId, instanceKey, move: { targets } }: MovedCase,
  { preview, planId, by, at }: Moving,
): Promise<string> => {
  await trx('engine_instance').where({ key: instanceKey }).update({ is_replaced: true });
  return enqueue(trx, {
    kind: 'replace-instance',
    payload: {
      instanceKey,
      start: {
        name: preview.to.model.startMessage ?? '',
        correlationKey: caseId,
        messageId: `${caseId} ${planId}`,
        variables: { ...(await variablesOf(trx, instanceKey)), [resumeVariable]: targets[0]?.target ?? '' },
      },
    },
    idempotencyKey: `move ${planId} ${caseId}`,
    caseId,
    createdBy: by,
    at,
  });
};

const variablesOf = async (trx: Knex.Transaction, instanceKey: string): Promise<JsonObject> => {
  const rows = (await trx('engine_variable').where({ scope_key: instanceKey }).select('name', 'value')) as {
    name: string;
    value: JsonObject[string];
  }[];
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
};

const goneOn = (): ConflictError =>
  new ConflictError('move.gone-on', {
    message: 'Intanto qualche pratica è andata avanti: l’anteprima non vale più.',
    remedy: 'Non è stato spostato nulla. Guarda di nuovo l’anteprima e conferma.',
  });

const noneToMove = (): ConflictError =>
  new ConflictError('move.none', {
    message: 'Nessuna pratica si può spostare con questo piano.',
    remedy: 'L’anteprima dice il motivo di ciascuna. Cambia le corrispondenze, o aspetta che vadano avanti.',
  });
