import { BusinessError, errorText } from '../core/errors.js';
import type { Worker } from './define-worker.js';
import { NeedsPerson, Unavailable, WrongVariables } from './errors.js';

/** What the engine is told about a step that did not work. */
export type Failure =
  | { kind: 'bpmn-error'; code: string; message: string }
  | { kind: 'failed'; retries: number; backOffMs: number; message: string };

/** Errors that stay the same however often the step is tried: a person must look at once. */
const isHopeless = (error: unknown): boolean =>
  error instanceof WrongVariables || error instanceof BusinessError || error instanceof NeedsPerson;

/** Postgres is away or coming back (SQLSTATE classes 08, 57P; 53300 is its limit of connections). */
const absentCodes = /^(08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;
const absentWords = /(^| - )(Connection (terminated|ended)|Knex: Timeout acquiring a connection)/;

/**
 * Our own data bank doesn't answer. That is no failure of the step: it doesn't use up a retry, or a restart of Postgres would
 * leave a blocked step in every case that moved. Adapters to other systems throw `Unavailable`, never a bare network error.
 */
const isOurOutage = (error: unknown): boolean =>
  error instanceof Error &&
  !(error instanceof BusinessError) &&
  (absentWords.test(error.message) || ('code' in error && absentCodes.test(String(error.code))));

const outageBackOffMs = 2_000;

/** The first retry comes soon (something hiccuped), the last ones give an outside system time to come back. */
const backOffMs = (retriesLeft: number): number =>
  retriesLeft === 0 ? 0 : retriesLeft === 1 ? 5_000 : 1_000;

/**
 * Decides what follows from an error: a declared business error takes the diagram's own way, wrong data make an incident at
 * once, everything else is tried again until the retries end, which makes an incident too.
 * @param retries those the engine had left when it gave the job out
 */
export const failureOf = (
  { title, errors }: Pick<Worker, 'title' | 'errors'>,
  retries: number,
  error: unknown,
): Failure => {
  const message = `${title}: ${sentence(error)}`;
  if (error instanceof BusinessError && Object.hasOwn(errors, error.code)) {
    return { kind: 'bpmn-error', code: error.code, message };
  }
  if (isOurOutage(error)) return { kind: 'failed', retries, backOffMs: outageBackOffMs, message };
  const left = isHopeless(error) ? 0 : Math.max(0, retries - 1);
  return { kind: 'failed', retries: left, backOffMs: backOffMs(left), message };
};

/** What the page of blocked steps shows. */
const sentence = (error: unknown): string => {
  if (error instanceof BusinessError) return `${error.message} ${error.remedy}`;
  if (error instanceof WrongVariables || error instanceof Unavailable || error instanceof NeedsPerson) {
    return error.message;
  }
  return `errore tecnico (${technicalText(error)}). Ritenta; se si ripete avvisa l’amministratore di Sportello.`;
};

/** Knex puts the whole statement before what Postgres said; only the latter helps, and not too much of it. */
const technicalText = (error: unknown): string => {
  const text = errorText(error);
  const isDatabase = error instanceof Error && 'severity' in error;
  return (isDatabase ? (text.split(' - ').at(-1) ?? text) : text).slice(0, 300);
};
