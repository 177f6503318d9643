import { untilProjected } from '../../../engine/quiet.js';
import { caseState, type CaseState } from './case-state.js';
import { wakesOf } from './wakes.js';
import type { ScenarioWorld } from './world.js';

const patienceMs = 20_000;

/** Looks at a case again whenever the projection tells of it, until it is so. */
export const until = async <T>(
  { services }: ScenarioWorld,
  caseId: string,
  look: () => Promise<T | undefined | false>,
): Promise<T | undefined> => {
  const wakes = wakesOf(services.listener);
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline;) {
    const news = wakes.next(caseId);
    const found = await look();
    if (found) {
      news.forget();
      return found;
    }
    await news.changed;
    news.forget();
  }
  return undefined;
};

export const stateOf = ({ services: { db, clock } }: ScenarioWorld, caseId: string): Promise<CaseState> =>
  caseState(db, caseId, clock.now());

/**
 * Waits for something of a case. One that stands still on a blocked step, or is closed, has nothing more to wait for.
 * @returns what was looked for; undefined when it didn't come
 */
export const unlessBlocked = async <T>(
  world: ScenarioWorld,
  caseId: string,
  look: (state: CaseState) => T | undefined | false,
): Promise<T | undefined> => {
  const found = await until<{ value: T | undefined }>(world, caseId, async () => {
    const state = await stateOf(world, caseId);
    const value = look(state);
    if (value) return { value };
    const isOver = state.status === 'closed' || state.incidents.length > 0;
    if (!isOver || state.isMoving) return false;
    if (!(await untilProjected(world.managementUrl, patienceMs))) return false;
    const last = await stateOf(world, caseId); // what came in between
    return !last.isMoving && { value: look(last) || undefined };
  });
  return found?.value;
};

/** Returns when the case stands still: nothing under way, and all that the engine wrote is in the projection. */
export const settle = (world: ScenarioWorld, caseId: string): Promise<unknown> =>
  until(world, caseId, async () => {
    if ((await stateOf(world, caseId)).isMoving) return false;
    if (!(await untilProjected(world.managementUrl, patienceMs))) return false;
    return !(await stateOf(world, caseId)).isMoving;
  });
