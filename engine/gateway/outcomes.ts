import type { Knex } from 'knex';
import { systemActor } from '../../core/actor.js';
import type { JsonObject } from '../../core/json.js';
import { audit } from '../../db/audit.js';
import { notify } from '../../db/listen.js';
import { keepTyping } from '../../db/transactions/claims.js';
import { reopenRefusedDraft } from '../../db/transactions/workshop/publication/publish-request.js';
import type { Command } from './commands.js';
import type { Refusal } from './refusal.js';

/** What an answer NOT_FOUND means, once the projection has been asked. */
export type Verdict = 'accepted' | 'refused' | 'not-known-yet';

/**
 * NOT_FOUND says that the job or incident is no more, not why: our own earlier try may have worked without our learning
 * of it. Only the stream tells.
 */
export const verdictOnNotFound = async (trx: Knex, command: Command): Promise<Verdict> => {
  if (command.kind === 'complete-job') {
    const job = (await trx('engine_job').where({ key: command.payload.jobKey }).first('state')) as
      { state: string } | undefined;
    if (job?.state === 'completed') return 'accepted';
    return job?.state === 'cancelled' ? 'refused' : 'not-known-yet';
  }
  if (command.kind === 'resolve-incident') {
    const incident = (await trx('engine_incident')
      .where({ key: command.payload.incidentKey })
      .first('state')) as { state: string } | undefined;
    return incident?.state === 'resolved' ? 'accepted' : 'not-known-yet';
  }
  return 'refused';
};

/** What follows from the engine's yes, in the transaction that notes it. */
export const afterAccepted = async (
  trx: Knex,
  command: Command,
  outcome: JsonObject,
  at: Date,
): Promise<void> => {
  if (command.kind !== 'deploy') return;
  const processes = outcome['processes'] as {
    processId: string;
    version: number;
    processDefinitionKey: string;
  }[];
  const [process] = processes;
  await trx('procedure_version')
    .where({ id: command.payload.procedureVersionId })
    .update({
      status: 'deployed',
      engine_version: process?.version ?? null,
      process_definition_key: process?.processDefinitionKey ?? null,
      deployed_at: at,
      error: null,
    });
  await notify(trx, 'procedures');
};

/** What follows from the engine's no, in the transaction that notes it: nothing a person typed is lost. */
export const afterRefused = async (
  trx: Knex,
  command: Command,
  refusal: Refusal,
  at: Date,
): Promise<void> => {
  if (command.kind === 'deploy') {
    await trx('procedure_version')
      .where({ id: command.payload.procedureVersionId })
      .update({ status: 'rejected', error: refusal.message });
    await reopenRefusedDraft(trx, command.payload.procedureVersionId, refusal.message);
    await notify(trx, 'procedures');
  }
  if (command.kind === 'complete-job') await giveTypingBack(trx, command.payload.jobKey, at);
};

interface LostResult {
  case_id: string;
  element_id: string;
  data: JsonObject;
  completed_by: string | null;
}

const giveTypingBack = async (trx: Knex, jobKey: string, at: Date): Promise<void> => {
  const [lost] = (await trx('task_result')
    .where({ job_key: jobKey })
    .delete()
    .returning('*')) as LostResult[];
  if (!lost) return;
  if (lost.completed_by) {
    await keepTyping(trx, {
      jobKey,
      caseId: lost.case_id,
      accountId: lost.completed_by,
      data: lost.data,
      at,
      reason: 'task-gone',
    });
  }
  await audit(trx, {
    at,
    actor: systemActor,
    act: 'compito.superato',
    caseId: lost.case_id,
    details: { compito: lost.element_id },
  });
};
