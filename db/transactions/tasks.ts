import type { Knex } from 'knex';
import { may, type Actor } from '../../core/actor.js';
import { ConflictError, ForbiddenError, NotFoundError } from '../../core/errors.js';

export interface OpenTask {
  key: string;
  elementId: string;
  formKey: string | null;
  groups: string[];
  headers: Record<string, string>;
  caseId: string;
  procedureVersionId: string;
  responsibleId: string | null;
  /** Who has abstained from the case: none of its tasks are theirs (L. 241/1990 art. 6-bis). */
  abstained: string[];
  claimedBy: string | null;
  claimedByName: string | null;
  completing: boolean;
  /** Why the case stands still, if it does. */
  frozenFor: string | null;
}

const taskGone = (): ConflictError =>
  new ConflictError('task.gone', {
    message: 'Questo compito non c’è più: la pratica è andata avanti.',
    remedy: 'Quello che hai scritto è conservato nella pratica, alla voce Appunti non inviati.',
  });

/**
 * A task that waits for a person, with its row of claims locked so that two people can't act on it at once.
 * @throws NotFoundError when no such task ever was, ConflictError `task.gone` when the diagram moved on
 */
export const lockOpenTask = async (trx: Knex.Transaction, jobKey: string): Promise<OpenTask> => {
  await trx.raw('select pg_advisory_xact_lock(hashtext(?))', [`task ${jobKey}`]);
  const row = (await trx('engine_job as job')
    .join('engine_instance as instance', 'instance.key', 'job.instance_key')
    .join('case_file', 'case_file.id', 'instance.case_id')
    .leftJoin('task_claim as claim', 'claim.job_key', 'job.key')
    .leftJoin('account', 'account.id', 'claim.account_id')
    .leftJoin('task_result as result', 'result.job_key', 'job.key')
    .where({ 'job.key': jobKey, 'job.kind': 'task' })
    .first({
      key: 'job.key',
      elementId: 'job.element_id',
      formKey: 'job.form_key',
      groups: 'job.groups',
      headers: 'job.headers',
      state: 'job.state',
      caseId: 'case_file.id',
      procedureVersionId: 'case_file.procedure_version_id',
      responsibleId: 'case_file.responsible_id',
      frozenFor: 'case_file.frozen_for',
      abstained: trx.raw(`array(select by_id from case_assignment
        where case_assignment.case_id = case_file.id and kind = 'abstained')`),
      claimedBy: 'claim.account_id',
      claimedByName: 'account.display_name',
      result: 'result.job_key',
    })) as (Omit<OpenTask, 'completing'> & { state: string; result: string | null }) | undefined;
  if (!row) throw new NotFoundError('Compito');
  const { state, result, ...task } = row;
  if (state === 'completed' || state === 'cancelled') throw taskGone();
  return { ...task, completing: result !== null };
};

/** @throws ForbiddenError unless the task belongs to the actor's office and, where the diagram says so, to the responsible officer */
export const demandTask = (task: OpenTask, actor: Actor): void => {
  if (!actor.officeId || !task.groups.includes(actor.officeId)) {
    throw new ForbiddenError('Questo compito è di un altro ufficio.');
  }
  if (actor.id && task.abstained.includes(actor.id)) {
    throw new ForbiddenError('Ti sei astenuto da questa pratica: i suoi compiti sono dei colleghi.');
  }
  if (task.headers['ruolo'] === 'responsabile' && !may(actor, 'responsible')) {
    throw new ForbiddenError('Questo compito spetta al responsabile.');
  }
};

/** @throws ConflictError `task.not-yours` when a colleague holds it */
export const demandUnclaimedOrOwn = (task: OpenTask, actor: Actor): void => {
  if (task.claimedBy === null || task.claimedBy === actor.id) return;
  throw new ConflictError('task.not-yours', {
    message: `Questo compito è ora di ${task.claimedByName ?? 'un collega'}.`,
    remedy: 'Chiedi il passaggio di consegne, oppure scegli un altro compito.',
  });
};

/** What decides about a case that stands still is the one thing that can be done there. */
const whileFrozen = 'pratica-ferma';

/** @throws ConflictError `task.frozen` while the case stands still, as after the applicant's death */
export const demandNotFrozen = ({ frozenFor, headers }: OpenTask): void => {
  if (!frozenFor || headers[whileFrozen] === 'si') return;
  throw new ConflictError('task.frozen', {
    message: `La pratica è ferma (${frozenFor}): questo compito non si può fare adesso.`,
    remedy: 'Riparte quando si è deciso che cosa ne è della pratica. Quello che hai scritto è conservato.',
  });
};
