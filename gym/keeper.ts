import { hostname } from 'node:os';
import type { Config } from '../core/config.js';
import { errorText } from '../core/errors.js';
import type { Log } from '../core/log.js';
import { connect } from '../db/connect.js';
import { endGym, keepGym, leaveGym, noteGym } from '../db/transactions/workshop/gym/gym.js';
import { giveUpRuns } from '../db/transactions/workshop/gym/runs.js';
import { freePortSettings } from '../start/ports.js';
import { startRoutine, type Routine } from '../start/routine.js';
import { clearGym } from './leftovers.js';
import { gymFolder, gymSettings } from './settings.js';

export interface RunningGym {
  url: string;
  stop(): Promise<void>;
}

export interface KeeperOptions {
  config: Config;
  log: Log;
  /** Data bank of the Sportello whose gym it is. */
  databaseUrl: string;
  /** Starts a second environment with these settings. */
  start: (config: Config) => Promise<RunningGym>;
}

const everyMs = 1_000;

/**
 * Starts the gym when somebody wants it, and stops it when nobody has used it for a while. Asked for by a row, so it
 * doesn't matter which process serves the pages; of several keepers one acts. Ends with the process that started it; what
 * a killed one has left is cleared away before anything else.
 */
export const startKeeper = ({ config, log, databaseUrl, start }: KeeperOptions): Routine => {
  const db = connect(databaseUrl, 1);
  const folder = gymFolder(config);
  const keeper = `${hostname()} ${folder}`; // the same one after a crash: its folder is locked
  let gym: RunningGym | null = null;
  let isCleared = false;

  const open = async (): Promise<void> => {
    await noteGym(db, { status: 'starting' });
    try {
      await clearGym(folder, log);
      gym = await start(gymSettings(config, databaseUrl, await freePortSettings()));
      await noteGym(db, { status: 'running', url: config.SPORTELLO_GYM_URL ?? gym.url });
    } catch (error) {
      log.error({ error: errorText(error) }, 'the gym does not start');
      await noteGym(db, { status: 'stopped', error: errorText(error) });
      await giveUpRuns(db, { status: ['waiting', 'running'], error: errorText(error) });
    }
  };
  const idle = { idleMinutes: config.SPORTELLO_GYM_IDLE };
  const close = async (): Promise<void> => {
    if (!(await endGym(db, idle))) return;
    await gym?.stop();
    gym = null;
  };

  const routine = startRoutine({
    name: 'gym',
    everyMs,
    log,
    work: async () => {
      const { isOurs, isWanted } = await keepGym(db, { keeper, ...idle });
      if (!isOurs) return;
      if (!isCleared) {
        await clearGym(folder, log);
        await noteGym(db, { status: 'stopped' });
        isCleared = true;
      }
      if (isWanted && !gym) await open();
      if (!isWanted && gym) await close();
    },
  });
  return {
    async stop() {
      await routine.stop();
      await gym?.stop();
      await leaveGym(db, keeper);
      await db.destroy();
    },
  };
};
