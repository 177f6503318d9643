import { setTimeout as sleep } from 'node:timers/promises';
import { errorText } from '../core/errors.js';
import type { JsonObject } from '../core/json.js';
import type { Services } from '../core/services.js';
import { asRefusal, mayPass } from '../engine/gateway/refusal.js';
import type { ActivatedJob, ZeebeClient } from '../engine/gateway/zeebe-client.js';
import type { Worker } from './define-worker.js';
import { aftermathOf, contextOf, effectOf } from './effect.js';
import { failureOf } from './failure.js';
import { createGate, type Gate } from './gate.js';
import { handedVariables, type Handed } from './handed.js';

export interface WorkersOptions {
  services: Services;
  zeebe: ZeebeClient;
  epoch: string;
  workers: Worker[];
}

/** Jobs of one type taken at once; a crash leaves at most these waiting for their time to run out. */
const capacity = 32;
/** Steps of all types that run at once: each holds a connection of the pool that the pages use too. */
const places = 16;
/** The engine gives a job to somebody else this long after its own time limit: room for the gate and the answer. */
const graceMs = 10_000;
/** Stopping waits this long for steps under way; what isn't committed then is rolled back and done by the next process. */
const stopWithinMs = 10_000;

/** Serves all job types. @returns stops taking jobs and waits for those under way */
export const startWorkers = (options: WorkersOptions): { stop(): Promise<void> } => {
  const ways = { gate: createGate(places), handed: handedVariables(options.services.catalogue) };
  const underWay = new Set<Promise<void>>();
  const stops = options.workers.map((worker) =>
    options.zeebe.serve({
      type: worker.type,
      fetchVariables: ['caseId', ...worker.inputNames],
      capacity,
      timeoutMs: worker.timeoutMs + graceMs,
      handle: (job) => {
        const work = handleJob(options, worker, job, ways).finally(() => underWay.delete(work));
        underWay.add(work);
        return work;
      },
    }),
  );
  return {
    async stop() {
      stops.forEach((stop) => stop());
      const patience = new AbortController();
      await Promise.race([
        Promise.allSettled(underWay),
        sleep(stopWithinMs, undefined, { signal: patience.signal }).catch(() => undefined),
      ]);
      patience.abort();
    },
  };
};

/** Runs one job and tells the engine how it went. Never throws: a job nobody could answer is offered again by the engine. */
export const handleJob = async (
  { services, zeebe, epoch }: WorkersOptions,
  worker: Worker,
  job: ActivatedJob,
  { gate, handed }: { gate: Gate; handed: Handed },
): Promise<void> => {
  const { log } = services;
  const about = { job: job.key, type: job.type, element: job.elementId };
  const unanswered = (error: unknown): void =>
    log.warn({ ...about, error: asRefusal(error).message }, 'the engine did not take the answer to a job');

  let result: JsonObject;
  try {
    const context = contextOf(epoch, job);
    const variables = await handed(job);
    const output = await gate(() => effectOf(services, epoch, worker, { ...job, variables }, context));
    result = await aftermathOf(services, worker, output, context);
  } catch (error) {
    log.warn({ ...about, error: errorText(error) }, 'a step failed');
    return report(zeebe, worker, job, error).catch(unanswered);
  }
  await complete(zeebe, job.key, result).catch(unanswered);
};

const report = (zeebe: ZeebeClient, worker: Worker, job: ActivatedJob, error: unknown): Promise<void> => {
  const failure = failureOf(worker, job.retries, error);
  return failure.kind === 'bpmn-error'
    ? zeebe.throwError(job.key, failure.code, failure.message)
    : zeebe.failJob(job.key, failure.retries, failure.message, failure.backOffMs);
};

/** Waits between tries of a completion that nobody answered: a broker that restarts takes seconds. */
const completionWaitsMs = [200, 1_000, 3_000];

/** A completion may be sent again, the engine takes the first one: so it survives a short absence of the engine. */
const complete = async (zeebe: ZeebeClient, jobKey: string, variables: JsonObject): Promise<void> => {
  for (const waitMs of completionWaitsMs) {
    try {
      return await zeebe.completeJob(jobKey, variables);
    } catch (error) {
      if (!mayPass(asRefusal(error))) throw error;
      await sleep(waitMs);
    }
  }
  return zeebe.completeJob(jobKey, variables);
};
