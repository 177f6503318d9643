import type { Services } from '../../core/services.js';
import { closePlanted, commandsPerCase, plantExpiringTerms, untilTold } from '../helpers/expiring.js';

/**
 * How long it takes until the diagrams of terms that all end in the same minute have been told, each once, while whoever
 * tells them is killed twice.
 * @param kill kills the app, which is started again
 * @returns milliseconds
 */
export const measureAlarms = async (
  { db, clock }: Services,
  count: number,
  kill: () => void,
): Promise<number> => {
  const begun = performance.now();
  const caseIds = await plantExpiringTerms(db, count, clock.now());
  await untilTold(db, caseIds, { kill, within: 300_000 });
  const ms = performance.now() - begun;
  const told = await commandsPerCase(db, caseIds);
  if (told[1] !== count) throw new Error(`not each was told once: ${JSON.stringify(told)}`);
  await closePlanted(db, caseIds);
  return ms;
};
