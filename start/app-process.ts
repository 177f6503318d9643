import { spawn } from 'node:child_process';
import { settingNames, type Config } from '../core/config.js';
import { inRepo } from '../core/paths.js';
import { forgetPid, notePid } from '../engine/broker/pid-file.js';
import { join } from 'node:path';

export interface AppProcess {
  /** Address of the pages. */
  url: string;
  ended: Promise<unknown>;
  stop(): Promise<void>;
}

export interface AppProcessOptions {
  config: Config;
  databaseUrl: string;
  /** Data folder of the embedded engine, whose epoch is compared; null with a cluster elsewhere. */
  engineData: string | null;
}

/**
 * What the child must be told: the settings as they were read, and where the parts are that we have started. A setting that
 * isn't there is told as empty: the gym must not find its parent's mail server in the environment.
 */
export const environment = ({
  config,
  databaseUrl,
  engineData,
}: AppProcessOptions): Record<string, string> => ({
  ...Object.fromEntries(
    settingNames.map((name) => {
      const value = config[name];
      return [name, Array.isArray(value) ? value.join(',') : String(value ?? '')];
    }),
  ),
  DATABASE_URL: databaseUrl,
  ZEEBE_ADDRESS: config.ZEEBE_ADDRESS ?? `127.0.0.1:${config.ZEEBE_PORT}`,
  ...(engineData ? { SPORTELLO_ENGINE_DATA: engineData } : {}),
});

/**
 * Runs the app as a process of its own, so that its end takes nothing else along, and waits until it answers.
 * @throws Error when it ends before that; it has said why on standard error
 */
export const startAppProcess = async (options: AppProcessOptions): Promise<AppProcess> => {
  const child = spawn(process.execPath, ['--import', 'tsx', inRepo('start/processes/app.ts')], {
    env: { ...process.env, ...environment(options) },
    detached: true, // Ctrl-C in the terminal reaches us alone; we stop it before what it uses
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = new Promise((resolve) => {
    child.once('exit', resolve);
    child.once('error', resolve);
  });
  const file = join(options.config.SPORTELLO_DATA, 'app');
  await notePid(file, child.pid ?? 0);
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message: { ready?: string | null }) => resolve(message.ready ?? ''));
    void ended.then(() => reject(new Error('L’applicazione non è partita: il motivo è scritto qui sopra.')));
  });
  return {
    url,
    ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await forgetPid(file);
    },
  };
};
