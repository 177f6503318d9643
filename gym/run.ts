import type { Knex } from 'knex';
import { BusinessError, errorText } from '../core/errors.js';
import {
  beginWalk,
  endRun,
  endWalk,
  walksOf,
  type GymRun,
  type GymWalk,
  type WalkResult,
} from '../db/transactions/workshop/gym/runs.js';
import { readDiagram } from '../processes/catalogue/diagram-model.js';
import type { ScenarioWorld } from '../processes/catalogue/scenario/world.js';
import { sharedTime } from '../processes/catalogue/scenario/shared-time.js';
import { copyOf } from './replay/copy.js';
import { walkReplay } from './replay/walk-replay.js';
import { takeIn } from './take-in.js';
import { walkScenario } from './walk.js';

/** Walks that go on at the same time; those that wait for the clock don't count. */
const atOnce = 4;

const inWords = (error: unknown): string =>
  error instanceof BusinessError ? `${error.message} ${error.remedy}` : errorText(error);

/** Takes a run's draft into the gym and does what the run asks for there. Never throws: what goes wrong is the run's result. */
export const doRun = async (world: ScenarioWorld, main: Knex, run: GymRun): Promise<void> => {
  try {
    await takeIn(world.services, run.bundle);
    if (run.kind === 'scenarios') await walkScenarios(world, main, run);
    if (run.kind === 'replay') await replayCases(world, main, run);
    await endRun(main, run.id);
  } catch (error) {
    world.services.log.error({ run: run.id, error: errorText(error) }, 'a run in the gym failed');
    await endRun(main, run.id, inWords(error));
  }
};

const walkScenarios = async (world: ScenarioWorld, main: Knex, run: GymRun): Promise<void> => {
  const time = sharedTime(world, atOnce);
  await eachWalk(main, run, (walk, begun) =>
    time.share(async (shared) => {
      await begun();
      return walkScenario(shared, run.bundle.sheet.id, walk);
    }),
  );
};

/** What is in force stands beside the draft under another name: an engine runs a procedure's newest version only. */
const replayCases = async (world: ScenarioWorld, main: Knex, run: GymRun): Promise<void> => {
  if (!run.liveBundle) throw new Error(`replay ${run.id} has nothing to compare with`);
  const { processId } = await readDiagram(run.liveBundle.bpmn);
  const copy = copyOf(run.liveBundle, processId);
  await takeIn(world.services, copy);
  const time = sharedTime(world, atOnce);
  const sides = { live: copy.sheet.id, draft: run.bundle.sheet.id };
  await eachWalk(main, run, async (walk, begun) => {
    await begun();
    return walkReplay(time, sides, walk);
  });
};

/** Does all walks of a run beside each other. One that can't be done at all is a red one and stops no other. */
const eachWalk = async (
  main: Knex,
  { id }: GymRun,
  walkOne: (walk: GymWalk, begun: () => Promise<void>) => Promise<WalkResult>,
): Promise<void> => {
  const walks = await walksOf(main, id);
  await Promise.all(
    walks.map(async (walk) => {
      const result = await walkOne(walk, () => beginWalk(main, id, walk.place)).catch(notWalked);
      await endWalk(main, id, walk.place, result);
    }),
  );
};

const notWalked = (error: unknown): WalkResult => ({
  status: 'failed',
  problems: [inWords(error)],
  passed: [],
  days: null,
  milliseconds: 0,
  letters: [],
});
