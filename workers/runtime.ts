import { ZodError } from 'zod';
import { BusinessError, errorText } from '../core/errors.js';
import type { JsonObject } from '../core/json.js';
import type { Services } from '../core/services.js';
import { asRefusal } from '../engine/gateway/refusal.js';
import type { ActivatedJob, ZeebeClient } from '../engine/gateway/zeebe-client.js';
import type { JobContext, Worker } from './define-worker.js';

export interface WorkersOptions {
  services: Services;
  zeebe: ZeebeClient;
  epoch: string;
  workers: Worker[];
}

/** Jobs of one type that run at once; the engine's bound is its own CPU, far below what Node could hold. */
const capacity = 32;
/** A retry waits this long times the number of tries so far. */
const backOffMs = 2_000;

/** Serves all job types. @returns stops taking jobs and waits for those under way */
export const startWorkers = (options: WorkersOptions): { stop(): Promise<void> } => {
  const underWay = new Set<Promise<void>>();
  const stops = options.workers.map((worker) =>
    options.zeebe.serve({
      type: worker.type,
      fetchVariables: ['caseId', ...worker.inputNames],
      capacity,
      timeoutMs: worker.timeoutMs,
      handle: (job) => {
        const work = within(worker.timeoutMs, handleJob(options, worker, job)).finally(() => underWay.delete(work));
        underWay.add(work);
        return work;
      },
    }),
  );
  return {
    async stop() {
      stops.forEach((stop) => stop());
      await Promise.allSettled(underWay);
    },
  };
};

/** A step that hangs must not hold its place for ever: the engine gives the job to somebody else anyway. */
const within = (ms: number, work: Promise<void>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

/**
 * Runs one job: effect and result are committed under (epoch, job key) before the engine is told, so whoever is killed in
 * between finds the result again and nothing happens twice.
 */
export const handleJob = async (options: WorkersOptions, worker: Worker, job: ActivatedJob): Promise<void> => {
  const { services, zeebe } = options;
  try {
    const result = await effectOf(options, worker, job);
    await zeebe.completeJob(job.key, result);
  } catch (error) {
    await reportFailure(options, worker, job, error).catch((failure: unknown) => {
      // Nobody was told: the engine offers the job again when its time is up.
      services.log.warn({ job: job.key, type: job.type, error: asRefusal(failure).message }, 'a job stayed unanswered');
    });
  }
};

const effectOf = async ({ services, epoch }: WorkersOptions, worker: Worker, job: ActivatedJob): Promise<JsonObject> => {
  const { caseId, ...variables } = job.variables;
  if (typeof caseId !== 'string') throw new Error('la variabile caseId manca: il passo non sa di quale pratica si tratta');
  const context: JobContext = { caseId, jobKey: job.key, elementId: job.elementId, effectKey: `${epoch} ${job.key}` };
  const output = await services.db.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(hashtext(?))', [`job ${context.effectKey}`]);
    const known = (await trx('worker_effect').where({ epoch, job_key: job.key }).first('result')) as
      | { result: JsonObject }
      | undefined;
    if (known) return known.result;
    const result = await worker.run(services, trx, variables, context);
    await trx('worker_effect').insert({
      epoch,
      job_key: job.key,
      type: worker.type,
      result: JSON.stringify(result),
      at: services.clock.now(),
    });
    return result;
  });
  return worker.afterCommit(services, output, context);
};

const reportFailure = async (
  { services, zeebe }: WorkersOptions,
  worker: Worker,
  job: ActivatedJob,
  error: unknown,
): Promise<void> => {
  const text = messageOf(worker, error);
  services.log.warn({ job: job.key, type: job.type, element: job.elementId, error: errorText(error) }, 'a step failed');
  if (error instanceof Error && error.name === 'Refusal') throw error;
  if (error instanceof BusinessError && error.code in worker.errors) {
    return zeebe.throwError(job.key, error.code, text);
  }
  // Wrong data don't become right by trying again: a person must look at once.
  const isHopeless = error instanceof ZodError || error instanceof BusinessError;
  const retries = isHopeless ? 0 : Math.max(0, job.retries - 1);
  await zeebe.failJob(job.key, retries, text, retries > 0 ? backOffMs * (4 - Math.min(3, retries)) : 0);
};

/** The sentence that the blocked-steps page shows: what happened to which step. */
const messageOf = (worker: Worker, error: unknown): string => {
  if (error instanceof ZodError) {
    const fields = error.issues.map(({ path }) => `«${path.join('.')}»`).join(', ');
    return `${worker.title}: il dato ${fields} manca o non è del tipo giusto. Correggilo qui sotto e ritenta.`;
  }
  if (error instanceof BusinessError) return `${worker.title}: ${error.message} ${error.remedy}`;
  return `${worker.title}: ${errorText(error)}`;
};
