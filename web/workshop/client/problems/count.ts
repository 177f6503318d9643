import { part } from '../page/part.js';
import type { SayModeler } from '../../modeler/texts.js';
import type { Problem } from './problem.js';

/** How far the municipality's check of the present drawing is. */
export type TownState = 'asked' | 'answered' | 'away';

const found = (problems: readonly Problem[], say: SayModeler): string => {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  return [
    ...(errors > 0 ? [say('errors', { errors })] : []),
    ...(warnings > 0 ? [say('warnings', { warnings })] : []),
  ].join(', ');
};

/** How many problems there are; «none» only when the municipality has said so too. */
export const drawCount = (problems: readonly Problem[], town: TownState, say: SayModeler): void => {
  const none = { asked: 'checking', answered: 'none', away: 'unchecked' } as const;
  part('problems-count').textContent = found(problems, say) || say(none[town]);
};
