import { diffLines } from 'diff';
import type { DiffLine } from './change.js';

/** Unchanged lines shown before and after a change. */
const around = 2;

const kindOf = ({ added, removed }: { added?: boolean; removed?: boolean }): DiffLine['kind'] => {
  if (added) return 'added';
  return removed ? 'removed' : 'same';
};

/** What goes and what comes, line by line, with two lines around; what lies between is a gap. */
export const lineChanges = (before: string, after: string): DiffLine[] => {
  const lines = diffLines(before, after).flatMap((part) =>
    part.value
      .replace(/\n$/, '')
      .split('\n')
      .map((text): DiffLine => ({ kind: kindOf(part), text })),
  );
  const isNear = (index: number): boolean =>
    lines
      .slice(Math.max(0, index - around), index + around + 1)
      .some(({ kind }) => kind === 'added' || kind === 'removed');
  return lines
    .map((line, index): DiffLine => (isNear(index) ? line : { kind: 'gap', text: '' }))
    .filter(({ kind }, index, all) => kind !== 'gap' || all[index - 1]?.kind !== 'gap');
};
