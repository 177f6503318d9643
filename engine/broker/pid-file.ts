import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Log } from '../../core/log.js';

const run = promisify(execFile);

const fileOf = (dataDir: string): string => `${dataDir}.pid`;

/** When a process started and what it runs, in the system's words; null when there is none. */
const identityOf = async (pid: number): Promise<string | null> => {
  try {
    const { stdout } = await run('ps', ['-o', 'lstart=,comm=', '-p', String(pid)]);
    return stdout.trim() || null;
  } catch {
    return null;
  }
};

/** Notes which process serves a data folder, so that a later start recognises it as its own. */
export const notePid = async (dataDir: string, pid: number): Promise<void> => {
  await writeFile(fileOf(dataDir), JSON.stringify({ pid, identity: await identityOf(pid) }));
};

export const forgetPid = (dataDir: string): Promise<void> => rm(fileOf(dataDir), { force: true });

const ownOf = async (dataDir: string): Promise<{ pid: number; identity: string } | null> => {
  try {
    return JSON.parse(await readFile(fileOf(dataDir), 'utf8')) as { pid: number; identity: string };
  } catch {
    return null;
  }
};

/**
 * Ends the broker that a killed Sportello left running on this folder. Only one's own: process id, start time and
 * program must be those noted. Adopting it would be possible, but its exit could not be followed.
 */
export const stopOrphan = async (dataDir: string, log: Log): Promise<void> => {
  const own = await ownOf(dataDir);
  if (!own || (await identityOf(own.pid)) !== own.identity) return;
  log.warn({ pid: own.pid }, 'stopping the broker that an earlier run left behind');
  process.kill(own.pid, 'SIGTERM');
  while ((await identityOf(own.pid)) === own.identity)
    await new Promise((resolve) => setTimeout(resolve, 50));
  await forgetPid(dataDir);
};
