import type { Knex } from 'knex';
import type { Services } from '../core/services.js';
import { connect } from '../db/connect.js';
import { wantGym } from '../db/transactions/workshop/gym/gym.js';
import { beginNextRun, giveUpRuns } from '../db/transactions/workshop/gym/runs.js';
import { scenarioWorld } from '../processes/catalogue/scenario/world.js';
import { startRoutine, type Routine } from '../start/routine.js';
import { doRun } from './run.js';
import { managementUrlOf } from './settings.js';

const everyMs = 500;

/** What the pages say that ended in the middle. */
const interrupted = 'La palestra si è fermata durante la prova: avviala di nuovo.';

/**
 * Does in the gym what is asked for in the workshop, one run after the other: the rows are the main Sportello's, the cases
 * the gym's. Those that a former gym left unfinished are closed first.
 * @param mainUrl data bank of the Sportello whose gym this is
 */
export const startRuns = (services: Services, mainUrl: string): Routine => {
  const main = connect(mainUrl, 4);
  const world = scenarioWorld(services, managementUrlOf(services.config));
  let isFirst = true;
  const routine = startRoutine({
    name: 'gym runs',
    everyMs,
    log: services.log,
    work: async () => {
      if (isFirst) await giveUpRuns(main, { status: ['running'], error: interrupted });
      isFirst = false;
      await passOnUse(services.db, main);
      const run = await beginNextRun(main);
      if (run) await doRun(world, main, run);
    },
  });
  return {
    async stop() {
      await routine.stop();
      await main.destroy();
    },
  };
};

/** Who uses the gym's own pages uses the gym: they note it here, its keeper reads it there. */
const passOnUse = async (gym: Knex, main: Knex): Promise<void> => {
  const used = await gym('gym').whereNotNull('wanted_at').update({ wanted_at: null });
  if (used > 0) await wantGym(main);
};
