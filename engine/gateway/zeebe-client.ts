import { ZBClient, type Job as ZeebeJob } from 'zeebe-node';
import type { JsonObject } from '../../core/json.js';
import type { CommandPayload } from './commands.js';
import { migrateInstance } from './migrate-instance.js';
import { asRefusal, Refusal } from './refusal.js';

/** A job as a worker gets it: keys as text, variables only those it asked for. */
export interface ActivatedJob {
  key: string;
  type: string;
  instanceKey: string;
  /** The process definition, that is the version, on which the case runs. */
  processKey: string;
  elementId: string;
  retries: number;
  variables: JsonObject;
  headers: Record<string, string>;
}

export interface ServeJobs {
  type: string;
  /** Names of the variables the gateway sends along. */
  fetchVariables: string[];
  /** How many run at once. */
  capacity: number;
  /** Milliseconds after which the engine gives the job to somebody else. */
  timeoutMs: number;
  /** Must not throw; what it throws is swallowed, because zeebe-node would end the process. */
  handle(job: ActivatedJob): Promise<void>;
}

export interface Deployed {
  processes: { processId: string; version: number; processDefinitionKey: string }[];
}

/**
 * Everything Sportello asks of a Zeebe gateway. Every call ends: with an answer, or with a `Refusal` whose code says
 * whether the engine has decided or nobody knows (DEADLINE_EXCEEDED).
 */
export interface ZeebeClient {
  publishMessage(message: CommandPayload<'publish-message'>): Promise<void>;
  completeJob(jobKey: string, variables: JsonObject): Promise<void>;
  failJob(jobKey: string, retries: number, message: string, backOffMs: number): Promise<void>;
  throwError(jobKey: string, code: string, message: string): Promise<void>;
  setVariables(elementKey: string, variables: JsonObject): Promise<void>;
  updateRetries(jobKey: string, retries: number): Promise<void>;
  resolveIncident(incidentKey: string): Promise<void>;
  cancelInstance(instanceKey: string): Promise<void>;
  migrateInstance(move: CommandPayload<'migrate-instance'>): Promise<void>;
  deploy(resources: { name: string; content: string }[]): Promise<Deployed>;
  /** Serves one job type until stopped; the returned function stops taking more. */
  serve(options: ServeJobs): () => void;
  /** Ends within seconds even when a handler hangs, which zeebe-node's own close() does not. */
  close(): Promise<void>;
}

export interface ZeebeClientOptions {
  /** `host:port`. TLS and OAuth come from zeebe-node's own ZEEBE_* variables. */
  address: string;
  /** Milliseconds a call may take. */
  deadlineMs?: number;
}

const dayMs = 24 * 60 * 60 * 1000;
/** A message must stay known longer than anybody retries, or its repeat would start a second instance. */
const messageTtlMs = 7 * dayMs;
const closeWithinMs = 5_000;

const quiet = { debug: () => undefined, info: () => undefined, error: () => undefined };

const within = async <T>(ms: number, call: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Refusal('DEADLINE_EXCEEDED', `no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([call, late]);
  } catch (error) {
    throw asRefusal(error);
  } finally {
    clearTimeout(timer);
  }
};

/** zeebe-node's type still has the name that old gateways gave it; what arrives has today's. */
const processKeyOf = (job: ZeebeJob): string =>
  (job as unknown as { processDefinitionKey: string }).processDefinitionKey;

const activated = (job: ZeebeJob): ActivatedJob => ({
  key: job.key,
  type: job.type,
  instanceKey: job.processInstanceKey,
  processKey: processKeyOf(job),
  elementId: job.elementId,
  retries: job.retries,
  variables: job.variables as JsonObject,
  headers: job.customHeaders as Record<string, string>,
});

/**
 * The one module that knows zeebe-node 8.3.2. Its habits that would hurt are undone here: calls without deadline, endless
 * retries of calls that are not idempotent, completions whose refusal is swallowed, a close that never returns.
 */
export const createZeebeClient = ({ address, deadlineMs = 10_000 }: ZeebeClientOptions): ZeebeClient => {
  const zeebe = new ZBClient(address, {
    retry: false,
    eagerConnection: false,
    loglevel: 'NONE',
    stdout: quiet,
    longPoll: 10_000,
    pollInterval: 10,
    connectionTolerance: 3_000,
  });
  let closed = false;
  const call = <T>(start: () => Promise<T>): Promise<T> => {
    // After its close zeebe-node answers undefined as if a call had worked.
    if (closed) return Promise.reject(new Refusal('CANCELLED', 'the client is closed'));
    return within(deadlineMs, start());
  };
  const done = async (start: () => Promise<unknown>): Promise<void> => void (await call(start));

  return {
    publishMessage: ({ keepDays, ...message }) =>
      done(() =>
        zeebe.publishMessage({ ...message, timeToLive: keepDays ? keepDays * dayMs : messageTtlMs }),
      ),
    completeJob: (jobKey, variables) => done(() => zeebe.completeJob({ jobKey, variables })),
    failJob: (jobKey, retries, errorMessage, retryBackOff) =>
      done(() => zeebe.failJob({ jobKey, retries, errorMessage, retryBackOff })),
    throwError: (jobKey, errorCode, errorMessage) =>
      done(() => zeebe.throwError({ jobKey, errorCode, errorMessage, variables: {} })),
    setVariables: (elementInstanceKey, variables) =>
      done(() => zeebe.setVariables({ elementInstanceKey, variables, local: true })),
    updateRetries: (jobKey, retries) => done(() => zeebe.updateJobRetries({ jobKey, retries })),
    resolveIncident: (incidentKey) => done(() => zeebe.resolveIncident({ incidentKey })),
    cancelInstance: (key) => done(() => zeebe.cancelProcessInstance(key)),
    migrateInstance: (move) => done(() => migrateInstance(zeebe, move)),
    async deploy(resources) {
      const { deployments } = await call(() => deployAll(zeebe, resources));
      return { processes: deployments };
    },
    serve({ type, fetchVariables, capacity, timeoutMs, handle }) {
      const worker = zeebe.createWorker({
        taskType: type,
        fetchVariable: fetchVariables,
        maxJobsToActivate: capacity,
        timeout: timeoutMs,
        taskHandler: async (job) => {
          await handle(activated(job)).catch(() => undefined);
          return job.forward();
        },
      });
      return () => void worker.close(1);
    },
    async close() {
      closed = true;
      await within(closeWithinMs, zeebe.close(1)).catch(() => undefined);
    },
  };
};

interface GrpcDeployment {
  process?: { bpmnProcessId: string; version: number; processDefinitionKey: string };
}

/** zeebe-node deploys one file at a call; diagram and decisions must arrive together, as its own gRPC client can. */
const deployAll = async (
  zeebe: ZBClient,
  resources: { name: string; content: string }[],
): Promise<{ deployments: Deployed['processes'] }> => {
  const { grpc } = zeebe as unknown as {
    grpc: { deployResourceSync(request: object): Promise<{ deployments: GrpcDeployment[] }> };
  };
  const { deployments } = await grpc.deployResourceSync({
    resources: resources.map(({ name, content }) => ({ name, content: Buffer.from(content) })),
  });
  return {
    deployments: deployments.flatMap(({ process }) =>
      process
        ? [
            {
              processId: process.bpmnProcessId,
              version: process.version,
              processDefinitionKey: process.processDefinitionKey,
            },
          ]
        : [],
    ),
  };
};
