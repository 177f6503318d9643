import type { Knex } from 'knex';
import type { Actor } from '../../core/actor.js';
import { ConflictError, InputError } from '../../core/errors.js';
import type { JsonObject } from '../../core/json.js';
import type { Services } from '../../core/services.js';
import { enqueue } from '../../engine/gateway/outbox.js';
import { audit } from '../audit.js';
import { CaseFile } from '../models/case-file.js';
import { notify } from '../listen.js';
import { attachDocuments, type Attachment } from './attachments.js';
import { keepTyping } from './claims.js';
import { abstainedFrom, recordAssignment } from './casework/responsible.js';
import { demandNothingHeld } from './ask-nothing-held.js';
import { demandSignatureInTime } from './late-refusal.js';
import { demandSignedCopy } from './letter-signing/demand-signed.js';
import { demandNotFrozen, demandTask, demandUnclaimedOrOwn, lockOpenTask, type OpenTask } from './tasks.js';

/** The task is no more, or somebody else's: what was typed for it would be lost. */
const lostTo = new Set(['task.gone', 'task.not-yours']);

export interface CompleteTask {
  jobKey: string;
  data: JsonObject;
  attachments?: Attachment[];
}

/**
 * Completes a task: what was typed becomes the task's result, the engine is told through the outbox, the trail says who.
 * Only the values that the diagram reads go to the engine.
 * @throws ConflictError `task.gone`, `task.frozen`, `task.not-yours`, `task.already-completing`; what was typed is kept in any case;
 * `silence.formed` when the task would sign a refusal after silence has spoken, `letter.unsigned` when the signed copy that the
 * Comune wants isn't there; InputError for what the party can't be asked for
 */
export const completeTask = async (
  services: Services,
  actor: Actor,
  { jobKey, data, attachments = [] }: CompleteTask,
): Promise<{ caseId: string; commandId: string }> => {
  try {
    return await complete(services, actor, { jobKey, data, attachments });
  } catch (error) {
    if (error instanceof ConflictError && lostTo.has(error.code)) {
      await keepLostTyping(services, actor, jobKey, data);
    }
    throw error;
  }
};

const complete = (
  services: Services,
  actor: Actor,
  { jobKey, data, attachments }: Required<CompleteTask>,
): Promise<{ caseId: string; commandId: string }> =>
  services.db.transaction(async (trx) => {
    const task = await lockOpenTask(trx, jobKey);
    demandTask(task, actor);
    demandUnclaimedOrOwn(task, actor);
    demandNotFrozen(task);
    if (task.completing) {
      throw new ConflictError('task.already-completing', {
        message: 'Questo compito è già stato inviato.',
        remedy: 'Non serve inviarlo di nuovo: la pratica sta andando avanti.',
      });
    }
    const at = services.clock.now();
    const version = await services.catalogue.version(task.procedureVersionId);
    const file = await CaseFile.query(trx).findById(task.caseId).throwIfNotFound();
    const form = services.catalogue.formOf(version, task.formKey);
    if (form) demandNothingHeld(form, data, version.sheet);
    await demandSignatureInTime(services, trx, file, { elementId: task.elementId, answers: data, at });
    await demandSignedCopy(services, trx, file, { elementId: task.elementId, answers: data });
    await attachDocuments(trx, task.caseId, attachments);
    const commandId = await enqueue(trx, {
      kind: 'complete-job',
      payload: { jobKey, variables: services.catalogue.pickEngineVariables(version, data) },
      idempotencyKey: `complete ${jobKey}`,
      caseId: task.caseId,
      createdBy: actor.name,
      at,
    });
    await trx('task_result').insert({
      job_key: jobKey,
      case_id: task.caseId,
      element_id: task.elementId,
      form_key: task.formKey,
      data: JSON.stringify(data),
      completed_by: actor.id,
      completed_at: at,
      command_id: commandId,
    });
    await trx('task_draft').where({ job_key: jobKey, reason: 'draft' }).delete();
    await assignResponsible(trx, { ...task, data, byId: actor.id, at });
    await audit(trx, {
      at,
      actor,
      act: 'compito.completato',
      caseId: task.caseId,
      details: { compito: task.elementId },
    });
    await notify(trx, 'projection', task.caseId);
    return { caseId: task.caseId, commandId };
  });

/** A form field named `responsabile` holds an account: the case's responsible officer from now on (L. 241/1990 art. 5). */
const assignResponsible = async (
  trx: Knex.Transaction,
  {
    caseId,
    responsibleId,
    elementId,
    data,
    byId,
    at,
  }: Pick<OpenTask, 'caseId' | 'responsibleId' | 'elementId'> & {
    data: JsonObject;
    byId: string | null;
    at: Date;
  },
): Promise<void> => {
  const chosen = data['responsabile'];
  if (typeof chosen !== 'string') return;
  const account = (await trx('account').where({ username: chosen, active: true }).first('id')) as
    { id: string } | undefined;
  if (!account || account.id === responsibleId) return;
  if ((await abstainedFrom(trx, caseId)).includes(account.id)) {
    throw new InputError({ responsabile: 'Si è astenuto da questa pratica: scegli un’altra persona.' });
  }
  await recordAssignment(
    trx,
    { id: caseId, responsibleId },
    { kind: responsibleId ? 'changed' : 'assigned', toId: account.id, reason: elementId, byId, at },
  );
};

const keepLostTyping = async (
  services: Services,
  actor: Actor,
  jobKey: string,
  data: JsonObject,
): Promise<void> => {
  const row = (await services
    .db('engine_job as job')
    .join('engine_instance as instance', 'instance.key', 'job.instance_key')
    .where('job.key', jobKey)
    .first({ caseId: 'instance.case_id' })) as { caseId: string | null } | undefined;
  if (!row?.caseId || !actor.id) return;
  await keepTyping(services.db, {
    jobKey,
    caseId: row.caseId,
    accountId: actor.id,
    data,
    at: services.clock.now(),
    reason: 'task-gone',
  });
};
