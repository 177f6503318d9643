import type { Report } from '@camunda/linting';
import type { Finding } from '../../../../processes/catalogue/lint/finding.js';

/** One thing that is wrong, from whichever check. */
export type Problem = Pick<Finding, 'elementId' | 'rule' | 'message' | 'severity'> & {
  /** The draft's file where it lies; none: the diagram on the canvas. */
  file?: string;
  /** Where that file is edited, below the draft's address. */
  editor?: string | null;
  /** What the page's own check knows besides: which fields of the panel it is about. */
  report?: Report;
};

/** Whether it lies in another file than the one on the canvas. */
export const isElsewhere = ({ file }: Problem): boolean => file !== undefined && file !== 'process.bpmn';

/** Two checks say the same of an element when it is the same rule or the same sentence. */
const keysOf = ({ elementId, rule, message }: Problem): string[] => [
  `${elementId ?? ''} ${rule.replace(/^.*\//, '')}`,
  `${elementId ?? ''} ${message}`,
];

/** Both checks' problems, each once, errors first: where both know an element's rule, the page's is the newer. */
export const merged = (ofPage: readonly Problem[], ofTown: readonly Problem[]): Problem[] => {
  const known = new Set(ofPage.flatMap(keysOf));
  const all = [...ofPage, ...ofTown.filter((problem) => !keysOf(problem).some((key) => known.has(key)))];
  return all.sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
};

/** Each sentence once: two fields left empty are one thing to read. */
export const distinct = (problems: readonly Problem[]): Problem[] => {
  const seen = new Map(problems.map((problem) => [`${problem.elementId ?? ''} ${problem.message}`, problem]));
  return [...seen.values()];
};
