import type { CompleteLetterData } from '../letter-data.js';

/** One thing that the law wants in a letter: something that is there, or something that holds. */
export interface Requirement {
  /** Where it is in the data; `*` means every item of a list. */
  path: string;
  /** What is missing, as the error says it; for what must hold, what is wrong. */
  what: string;
  article: string;
  /** Wanted only then. */
  when?: (data: CompleteLetterData) => boolean;
  /** Whether it is there, where looking at the path isn't enough. */
  isMet?: (data: CompleteLetterData) => boolean;
  /** A rule about what is there. */
  holds?: (data: CompleteLetterData) => boolean;
}

/** Lists that may be empty as long as somebody said so. */
const mayBeEmpty = new Set(['decision.fees', 'content.report.annexes']);

const isThere = (value: unknown): boolean => {
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.some((item) => isThere(item));
  return value !== null && value !== undefined && value !== false;
};

const valuesAt = (data: unknown, [step, ...rest]: string[]): unknown[] => {
  if (step === undefined) return [data];
  if (step === '*') return (Array.isArray(data) ? data : []).flatMap((item) => valuesAt(item, rest));
  const next =
    data !== null && typeof data === 'object' ? (data as Record<string, unknown>)[step] : undefined;
  return valuesAt(next, rest);
};

const isAt = (data: CompleteLetterData, path: string): boolean =>
  valuesAt(data, path.split('.')).every((value) =>
    mayBeEmpty.has(path) ? Array.isArray(value) : isThere(value),
  );

/** Whether a letter's data give the law what it wants. */
export const satisfies = (data: CompleteLetterData, { path, when, isMet, holds }: Requirement): boolean => {
  if (when && !when(data)) return true;
  const check = holds ?? isMet;
  return check ? check(data) : isAt(data, path);
};
