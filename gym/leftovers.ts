import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../core/log.js';
import { stopLeftPostgres } from '../db/embedded.js';
import { stopOrphan } from '../engine/broker/pid-file.js';

/** Ends what a killed Sportello has left running of its gym, and takes the gym's data away: each one begins new, today. */
export const clearGym = async (folder: string, log: Log): Promise<void> => {
  await stopOrphan(join(folder, 'app'), log);
  await stopOrphan(join(folder, 'zeebe'), log);
  await stopLeftPostgres(join(folder, 'postgres'));
  await rm(folder, { recursive: true, force: true });
};
