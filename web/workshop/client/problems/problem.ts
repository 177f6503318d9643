import type { Report } from '@camunda/linting';
import type { Finding } from '../../../../processes/catalogue/lint/finding.js';

/** One thing that is wrong, from whichever check. */
export type Problem = Pick<Finding, 'elementId' | 'rule' | 'message' | 'severity'> & {
  /** Where it lies, when that isn't the diagram. */
  file?: string;
  /** What the page's own check knows besides: which fields of the panel it is about. */
  report?: Report;
};

const keyOf = ({ elementId, rule }: Problem): string => `${elementId ?? ''} ${rule.replace(/^.*\//, '')}`;

/** Both checks' problems, each once, errors first: where both know an element's rule, the page's is the newer. */
export const merged = (ofPage: readonly Problem[], ofTown: readonly Problem[]): Problem[] => {
  const known = new Set(ofPage.map(keyOf));
  const all = [...ofPage, ...ofTown.filter((problem) => !known.has(keyOf(problem)))];
  return all.sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
};
