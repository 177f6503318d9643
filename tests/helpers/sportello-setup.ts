import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { readConfig } from '../../core/config.js';
import { createLog } from '../../core/log.js';
import { freePortSettings } from '../../start/ports.js';
import { startSportello } from '../../start/sportello.js';
import { openPecProvider } from './mail-server/pec-provider.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the pages of the run's Sportello. */
    sportelloUrl: string;
    databaseUrl: string;
    managementUrl: string;
    zeebeAddress: string;
    dataFolder: string;
  }
}

/** The one Sportello of the run, started as `npm start` starts it, on free ports, with a clock that can be moved. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'sportello-run-'));
  const pec = await openPecProvider();
  const config = readConfig({
    PEC_SMTP_URL: pec.url,
    ...(await freePortSettings()),
    SPORTELLO_DATA: folder,
    SPORTELLO_CLOCK: 'controlled',
    STREAM_HISTORY_DELAY: '0', // hundreds of walks wait for the history
    SPORTELLO_LOG: process.env['SPORTELLO_LOG'] ?? 'fatal',
    JAVA_HOME: process.env['JAVA_HOME'],
    SPORTELLO_CACHE: process.env['SPORTELLO_CACHE'],
  });
  const sportello = await startSportello({
    config,
    log: createLog(config.SPORTELLO_LOG, 'tests'),
    progress: () => undefined,
  });
  if (sportello.rejected.length > 0) throw new Error(sportello.rejected.join('\n'));
  project.provide('sportelloUrl', sportello.url);
  project.provide('databaseUrl', sportello.databaseUrl);
  project.provide('managementUrl', sportello.managementUrl ?? '');
  project.provide('zeebeAddress', `127.0.0.1:${config.ZEEBE_PORT}`);
  project.provide('dataFolder', folder);
  return async () => {
    await sportello.stop();
    await pec.close();
    rmSync(folder, { recursive: true, force: true });
  };
}
