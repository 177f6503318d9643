import type { z } from 'zod';

/** One thing that a schema refuses: the way to it, and why. */
export interface Issue {
  path: readonly PropertyKey[];
  message: string;
}

type ZodIssue = z.core.$ZodIssue;

const isNearMiss = (issues: readonly ZodIssue[]): boolean =>
  issues.every(({ code, path }) => code !== 'unrecognized_keys' || path.length > 0);

/** Of alternatives that all failed, what is wrong with the one that was meant: the only one whose own names were used. */
const meant = ({ errors }: Extract<ZodIssue, { code: 'invalid_union' }>): readonly ZodIssue[] | null => {
  const near = errors.filter(isNearMiss).sort((a, b) => a.length - b.length);
  return near[0] ?? null;
};

const flat = (issue: ZodIssue): Issue[] => {
  const alternative = issue.code === 'invalid_union' ? meant(issue) : null;
  if (!alternative) return [{ path: issue.path, message: issue.message }];
  return alternative.flatMap(flat).map(({ path, message }) => ({ path: [...issue.path, ...path], message }));
};

/** What a schema refuses, each at the place where somebody can mend it. */
export const issuesOf = ({ issues }: { issues: readonly ZodIssue[] }): Issue[] => issues.flatMap(flat);
