import type { GymWalk, WalkResult } from '../../db/transactions/workshop/gym/runs.js';
import type { SharedTime } from '../../processes/catalogue/scenario/shared-time.js';
import { inDays } from '../walk.js';
import { compareEndings } from './compare.js';
import { decidedSchema } from './decided.js';
import { drive } from './drive.js';

/** Decides a closed case again, by what is in force and by the draft, side by side on the same days. */
export const walkReplay = async (
  time: SharedTime,
  { live, draft }: { live: string; draft: string },
  { script }: GymWalk,
): Promise<WalkResult> => {
  const began = Date.now();
  const decided = decidedSchema.parse(script);
  const [asNow, asDraft] = await Promise.all(
    [live, draft].map((procedureId) => time.share((world) => drive(world, procedureId, decided))),
  );
  if (!asNow || !asDraft) throw new Error('two sides were asked for');
  return {
    ...compareEndings(decided.outcome, asNow, asDraft),
    passed: asDraft.passed,
    days: inDays(asDraft.minutes),
    milliseconds: Date.now() - began,
    letters: asDraft.written,
  };
};
