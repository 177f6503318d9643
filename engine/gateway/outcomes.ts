import type { Knex } from 'knex';
import { systemActor } from '../../core/actor.js';
import type { JsonObject } from '../../core/json.js';
import { audit } from '../../db/audit.js';
import { notify } from '../../db/listen.js';
import { keepTyping } from '../../db/transactions/claims.js';
import { reopenRefusedDraft } from '../../db/transactions/workshop/publication/publish-request.js';
import type { Command } from './commands.js';
import { enqueue } from './outbox.js';
import type { Refusal } from './refusal.js';

/** What a refusal means, once the projection has been asked. */
export type Verdict = 'accepted' | 'refused' | 'not-known-yet';

/**
 * NOT_FOUND says that the job, incident or instance is no more, not why: our own earlier try may have worked without our
 * learning of it. Only the stream tells.
 */
export const verdictOn = async (trx: Knex, command: Command, { code }: Refusal): Promise<Verdict> => {
  if (command.kind === 'migrate-instance') return verdictOnMigration(trx, command, code);
  if (code !== 'NOT_FOUND') return 'refused';
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
  if (command.kind === 'replace-instance') {
    const { state } = await instanceOf(trx, command.payload.instanceKey);
    if (state === 'terminated') return 'accepted';
    return state === 'completed' ? 'refused' : 'not-known-yet';
  }
  return 'refused';
};

/**
 * Refusals of a move until they are believed, by code. INVALID_ARGUMENT: the plan's elements aren't there, and they were
 * when it was made; so a first call worked whose answer was lost, and the stream will tell, however late it is. Others may be
 * another thing that happened to the instance at the same moment.
 */
const moveTries = (code: string): number => (code === 'INVALID_ARGUMENT' ? 40 : 7);

const verdictOnMigration = async (
  trx: Knex,
  { payload, attempts }: Command & { kind: 'migrate-instance' },
  code: string,
): Promise<Verdict> => {
  const { state, definitionKey } = await instanceOf(trx, payload.instanceKey);
  if (definitionKey === payload.targetKey) return 'accepted';
  return state === 'active' && attempts < moveTries(code) ? 'not-known-yet' : 'refused';
};

const instanceOf = async (
  trx: Knex,
  key: string,
): Promise<{ state: string | undefined; definitionKey: string | null }> => {
  const row = (await trx('engine_instance')
    .where({ key })
    .first({ state: 'state', definitionKey: 'process_definition_key' })) as
    { state: string; definitionKey: string | null } | undefined;
  return row ?? { state: undefined, definitionKey: null };
};

/** What follows from the engine's yes, in the transaction that notes it. */
export const afterAccepted = async (
  trx: Knex,
  command: Command,
  outcome: JsonObject,
  at: Date,
): Promise<void> => {
  if (command.kind === 'replace-instance') await startSuccessor(trx, command, at);
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

/** The case goes on in an instance of its own once the earlier one is ended: same case, hence the same correlation key. */
const startSuccessor = async (
  trx: Knex,
  { payload: { start }, caseId, id }: Command & { kind: 'replace-instance' },
  at: Date,
): Promise<void> => {
  await enqueue(trx as Knex.Transaction, {
    kind: 'publish-message',
    payload: start,
    idempotencyKey: `successor ${id}`,
    caseId,
    createdBy: systemActor.name,
    at,
  });
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
  if (command.kind === 'replace-instance') await keepInstance(trx, command.payload.instanceKey);
  if (command.kind === 'complete-job') await giveTypingBack(trx, command.payload.jobKey, at);
};

/** It was not ended by us after all: the case closes with it, as any other. */
const keepInstance = (trx: Knex, key: string): Promise<unknown> =>
  trx('engine_instance').where({ key }).update({ is_replaced: false });

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
