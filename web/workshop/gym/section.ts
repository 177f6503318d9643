import type { Services } from '../../../core/services.js';
import { gymNow, type Gym } from '../../../db/transactions/workshop/gym/gym.js';
import { newestRuns, type RunRow } from './query.js';

/** What the draft's page says of the gym. */
export interface GymSection {
  gym: Gym;
  /** Something is under way: the section asks again by itself. */
  isMoving: boolean;
  /** Newest of each kind. */
  runs: (RunRow & { counts: Record<string, number> })[];
}

const countsOf = ({ walks }: RunRow): Record<string, number> => {
  const of = (...states: string[]): number => walks.filter(({ status }) => states.includes(status)).length;
  return {
    all: walks.length,
    done: of('passed', 'failed', 'stuck'),
    failed: of('failed'),
    stuck: of('stuck'),
  };
};

/** The gym as it is now, and the newest runs of a draft. */
export const gymSection = async ({ db }: Pick<Services, 'db'>, draftId: string): Promise<GymSection> => {
  const gym = await gymNow(db);
  const runs = await newestRuns(db, draftId);
  return {
    gym,
    isMoving: gym.status === 'starting' || runs.some(({ status }) => ['waiting', 'running'].includes(status)),
    runs: runs.map((run) => ({ ...run, counts: countsOf(run) })),
  };
};
