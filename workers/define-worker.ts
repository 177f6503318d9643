import type { Knex } from 'knex';
import type { z } from 'zod';
import type { JsonObject } from '../core/json.js';
import type { Services } from '../core/services.js';
import { WrongVariables } from './errors.js';

/** What a step knows about the job it runs for. */
export interface JobContext {
  caseId: string;
  jobKey: string;
  elementId: string;
  /** Unique for this job for ever, across engines: names the effect, so that a repeat finds it. */
  effectKey: string;
}

export interface Step<Input> {
  services: Services;
  /** Everything the step writes goes through it: effect and result are committed together. */
  trx: Knex.Transaction;
  input: Input;
  context: JobContext;
}

export interface WorkerDefinition<In extends z.ZodRawShape, Out extends z.ZodRawShape> {
  /** Job type as diagrams name it. */
  type: string;
  /** As the analyst reads it in the modeler. */
  title: string;
  description: string;
  input: z.ZodObject<In>;
  output: z.ZodObject<Out>;
  /** BPMN errors the step may throw: code → sentence. A BusinessError with such a code becomes the BPMN error. */
  errors?: Record<string, string>;
  /** Milliseconds the step may take; then what it did is rolled back and it is tried again. */
  timeoutMs?: number;
  run(step: Step<z.output<z.ZodObject<In>>>): Promise<z.input<z.ZodObject<Out>>>;
  /**
   * What can't be part of a transaction (a mail): runs after the commit, with the result; must be harmless when repeated.
   * May return another result.
   */
  afterCommit?(done: {
    services: Services;
    output: z.output<z.ZodObject<Out>>;
    context: JobContext;
  }): Promise<z.input<z.ZodObject<Out>> | undefined>;
}

/** A step whose types were checked when it was defined; the runtime handles all alike. */
export interface Worker {
  type: string;
  title: string;
  description: string;
  inputNames: string[];
  inputSchema: z.ZodObject;
  outputSchema: z.ZodObject;
  errors: Record<string, string>;
  timeoutMs: number;
  /** @throws WrongVariables on wrong input, BusinessError when a rule isn't met */
  run(
    services: Services,
    trx: Knex.Transaction,
    variables: JsonObject,
    context: JobContext,
  ): Promise<JsonObject>;
  afterCommit(services: Services, output: JsonObject, context: JobContext): Promise<JsonObject>;
}

const defaultTimeoutMs = 20_000;

/** In FEEL a variable that isn't there is null, and so an input mapping of it: null means that nobody gave a value. */
const given = (variables: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== null));

/** From this one definition come the runtime check, the modeler's template, the lint rule and the reference. */
export const defineWorker = <In extends z.ZodRawShape, Out extends z.ZodRawShape>(
  definition: WorkerDefinition<In, Out>,
): Worker => ({
  type: definition.type,
  title: definition.title,
  description: definition.description,
  inputNames: Object.keys(definition.input.shape),
  inputSchema: definition.input,
  outputSchema: definition.output,
  errors: definition.errors ?? {},
  timeoutMs: definition.timeoutMs ?? defaultTimeoutMs,
  async run(services, trx, variables, context) {
    const input = definition.input.safeParse(given(variables));
    if (!input.success) throw WrongVariables.of(input.error, given(variables));
    return definition.output.parse(
      await definition.run({ services, trx, input: input.data, context }),
    ) as JsonObject;
  },
  async afterCommit(services, output, context) {
    if (!definition.afterCommit) return output;
    const changed = await definition.afterCommit({
      services,
      output: definition.output.parse(output),
      context,
    });
    return changed ? (definition.output.parse(changed) as JsonObject) : output;
  },
});
