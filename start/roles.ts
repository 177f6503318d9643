import type { Role } from '../core/config.js';
import { currentEpoch } from '../engine/epoch.js';
import { startDispatcher } from '../engine/gateway/dispatcher.js';
import { startScheduler } from '../engine/gateway/scheduler.js';
import { createZeebeClient, type ZeebeClient } from '../engine/gateway/zeebe-client.js';
import { startStream } from '../engine/stream/server.js';
import { startRuns } from '../gym/runs.js';
import { dueAt } from '../law/calendar.js';
import { startWeb } from '../web/main.js';
import { workers } from '../workers/all.js';
import { startReading } from '../workers/reading/start.js';
import { startWorkers } from '../workers/runtime.js';
import { startRoutines } from './routines.js';
import type { OwnedServices } from './services.js';

export interface RunningRoles {
  /** Address of the pages, where this process serves them. */
  url: string | null;
  stop(): Promise<void>;
}

export interface RolesOptions {
  services: OwnedServices;
  /** `host:port` of the gateway. */
  zeebeAddress: string;
  streamPassword: string;
}

interface Running {
  stop(): Promise<unknown>;
}

/** Starts the parts of Sportello that the configuration gives to this process. */
export const startRoles = async ({
  services,
  zeebeAddress,
  streamPassword,
}: RolesOptions): Promise<RunningRoles> => {
  const { config, db, log, listener, clock } = services;
  const has = (role: Role): boolean => config.SPORTELLO_ROLES.includes(role);
  const running: Running[] = [];
  const epoch = await currentEpoch(db);
  if (has('stream')) {
    const { STREAM_HOST: host, STREAM_PORT: port, STREAM_USER: user } = config;
    const dependencies = { dueAt };
    running.push(
      await startStream({ db, log, epoch, host, port, user, password: streamPassword, dependencies }),
    );
  }
  const zeebe: ZeebeClient | null =
    has('dispatcher') || has('workers') ? createZeebeClient({ address: zeebeAddress }) : null;
  if (zeebe && has('dispatcher')) running.push(startDispatcher({ db, listener, zeebe, clock, log }));
  if (has('dispatcher')) running.push(startScheduler({ db, listener, clock, log }));
  if (zeebe && has('workers')) running.push(startWorkers({ services, zeebe, epoch, workers }));
  if (has('workers')) running.push(startReading(services), ...startRoutines(services));
  if (config.SPORTELLO_GYM_OF && has('workers')) running.push(startRuns(services, config.SPORTELLO_GYM_OF));
  const web = has('web') ? await startWeb(services) : null;
  if (web) running.unshift(web);
  return {
    url: web?.url ?? null,
    async stop() {
      // Pages first, so that nothing new comes in; the stream last, so that what happened is still stored.
      for (const part of [...running].sort((a, b) => Number(b === web) - Number(a === web)))
        await part.stop();
      await zeebe?.close();
      await services.close();
    },
  };
};
