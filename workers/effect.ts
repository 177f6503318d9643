import type { JsonObject } from '../core/json.js';
import type { Services } from '../core/services.js';
import type { ActivatedJob } from '../engine/gateway/zeebe-client.js';
import type { JobContext, Worker } from './define-worker.js';
import { Unavailable, WrongVariables } from './errors.js';

/** @throws Unavailable when the work takes longer; what it still does afterwards has no effect, its transaction is gone */
const within = async <T>(ms: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const seconds = Math.ceil(ms / 1000);
    timer = setTimeout(
      () => reject(new Unavailable(`il passo non ha finito nel tempo previsto (${seconds} s).`)),
      ms,
    );
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

/** @throws WrongVariables when the job doesn't say which case it is for */
export const contextOf = (epoch: string, { key, elementId, variables }: ActivatedJob): JobContext => {
  const { caseId } = variables;
  if (typeof caseId !== 'string') throw new WrongVariables(['la variabile «caseId» manca']);
  return { caseId, jobKey: key, elementId, effectKey: `${epoch} ${key}` };
};

/**
 * What a job does, once: effect and result are committed together under (epoch, job key), so whoever runs the job again
 * finds the result instead of doing it again. Two at once wait for each other.
 * @returns the variables to complete the job with
 * @throws whatever the step throws; then nothing of it is left
 */
export const effectOf = (
  services: Services,
  epoch: string,
  worker: Worker,
  job: ActivatedJob,
  context: JobContext,
): Promise<JsonObject> =>
  services.db.transaction(async (trx) => {
    // A statement that hangs would hold the connection beyond the time limit. Two jobs alike wait here for each other.
    await trx.raw(`select set_config('statement_timeout', ?, true), pg_advisory_xact_lock(hashtext(?))`, [
      String(worker.timeoutMs),
      `job ${context.effectKey}`,
    ]);
    const known = (await trx('worker_effect').where({ epoch, job_key: job.key }).first('result')) as
      { result: JsonObject } | undefined;
    if (known) return known.result;
    const result = await within(worker.timeoutMs, worker.run(services, trx, job.variables, context));
    await trx('worker_effect').insert({
      epoch,
      job_key: job.key,
      type: worker.type,
      result: JSON.stringify(result),
      at: services.clock.now(),
    });
    return result;
  });

/** What can't be rolled back comes after the commit. @returns the variables, changed by how it went */
export const aftermathOf = (
  services: Services,
  worker: Worker,
  output: JsonObject,
  context: JobContext,
): Promise<JsonObject> => within(worker.timeoutMs, worker.afterCommit(services, output, context));
