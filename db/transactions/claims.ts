import type { Knex } from 'knex';
import type { Actor } from '../../core/actor.js';
import { ForbiddenError, InputError } from '../../core/errors.js';
import type { JsonObject } from '../../core/json.js';
import type { Services } from '../../core/services.js';
import { audit } from '../audit.js';
import { notify } from '../listen.js';
import { Account } from '../models/account.js';
import { demandTask, demandUnclaimedOrOwn, lockOpenTask, type OpenTask } from './tasks.js';

const person = (actor: Actor): string => {
  if (!actor.id) throw new ForbiddenError();
  return actor.id;
};

const onTask = (
  services: Services,
  actor: Actor,
  jobKey: string,
  act: string,
  change: (trx: Knex.Transaction, task: OpenTask, at: Date) => Promise<JsonObject | undefined>,
): Promise<void> =>
  services.db.transaction(async (trx) => {
    const task = await lockOpenTask(trx, jobKey);
    demandTask(task, actor);
    demandUnclaimedOrOwn(task, actor);
    const at = services.clock.now();
    const details = await change(trx, task, at);
    await audit(trx, {
      at,
      actor,
      act,
      caseId: task.caseId,
      details: { compito: task.elementId, ...details },
    });
    await notify(trx, 'projection', task.caseId);
  });

const give = (trx: Knex.Transaction, jobKey: string, accountId: string, at: Date, note: string | null) =>
  trx('task_claim')
    .insert({ job_key: jobKey, account_id: accountId, claimed_at: at, note })
    .onConflict('job_key')
    .merge();

/** Takes a task for oneself; taking one's own again changes nothing. */
export const claimTask = (services: Services, actor: Actor, jobKey: string): Promise<void> =>
  onTask(services, actor, jobKey, 'compito.preso', async (trx, task, at) => {
    if (task.claimedBy === null) await give(trx, jobKey, person(actor), at, null);
    return undefined;
  });

/** Gives a task back to the office. */
export const releaseTask = (services: Services, actor: Actor, jobKey: string): Promise<void> =>
  onTask(services, actor, jobKey, 'compito.rilasciato', async (trx) => {
    await trx('task_claim').where({ job_key: jobKey }).delete();
    return undefined;
  });

/**
 * Hands a task over to a colleague of the same office, who reads the note; the draft goes along.
 * @throws InputError when the colleague can't have it
 */
export const handOverTask = (
  services: Services,
  actor: Actor,
  { jobKey, toAccountId, note }: { jobKey: string; toAccountId: string; note: string },
): Promise<void> =>
  onTask(services, actor, jobKey, 'compito.passato', async (trx, task, at) => {
    const colleague = await Account.query(trx).findById(toAccountId);
    if (!colleague?.active || !colleague.officeId || !task.groups.includes(colleague.officeId)) {
      throw new InputError({ toAccountId: 'Scegli un collega dello stesso ufficio.' });
    }
    await give(trx, jobKey, toAccountId, at, note || null);
    await trx.raw(
      `insert into task_draft (job_key, account_id, case_id, data, reason, updated_at)
       select job_key, ?, case_id, data, reason, ? from task_draft where job_key = ? and account_id = ?
       on conflict (job_key, account_id) do update set data = excluded.data, updated_at = excluded.updated_at`,
      [toAccountId, at, jobKey, actor.id],
    );
    return { a: colleague.displayName };
  });

/** Keeps what has been typed so far in a task's form. Nobody is told: it is not an act. */
export const saveDraft = (
  services: Services,
  actor: Actor,
  { jobKey, data }: { jobKey: string; data: JsonObject },
): Promise<void> =>
  services.db.transaction(async (trx) => {
    const task = await lockOpenTask(trx, jobKey);
    demandTask(task, actor);
    await keepTyping(trx, {
      jobKey,
      caseId: task.caseId,
      accountId: person(actor),
      data,
      at: services.clock.now(),
      reason: 'draft',
    });
  });

export interface Typing {
  jobKey: string;
  caseId: string;
  accountId: string;
  data: JsonObject;
  at: Date;
  /** `task-gone`: the diagram moved on while the form was open; shown on the case for copying. */
  reason: 'draft' | 'task-gone';
}

/** Stores what a person typed, whatever became of the task. */
export const keepTyping = async (trx: Knex, typing: Typing): Promise<void> => {
  await trx('task_draft')
    .insert({
      job_key: typing.jobKey,
      account_id: typing.accountId,
      case_id: typing.caseId,
      data: JSON.stringify(typing.data),
      reason: typing.reason,
      updated_at: typing.at,
    })
    .onConflict(['job_key', 'account_id'])
    .merge();
};
