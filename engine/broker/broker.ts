import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../core/log.js';
import { brokerEnvironment, javaArguments, type BrokerOptions } from './environment.js';
import { installEngine } from './install.js';
import { locateJava } from './java.js';
import { forgetPid, notePid, stopOrphan } from './pid-file.js';

export interface Broker {
  /** Address of the gateway, `host:port`. */
  address: string;
  /** Actuator of the embedded broker; null for a cluster elsewhere. */
  managementUrl: string | null;
  /** Resolves when the broker's process has ended, whoever ended it; never for a cluster elsewhere. */
  ended: Promise<unknown>;
  stop(): Promise<void>;
}

export interface StartBrokerOptions extends BrokerOptions {
  log: Log;
  progress: (text: string) => void;
}

const gigabyte = 1024 ** 3;
/** Below this Zeebe stops processing. */
const freeSpaceWanted = 2 * gigabyte;
const readyWithinMs = 120_000;

/**
 * Starts the embedded Zeebe and waits until it is ready.
 * @throws Error in Italian: Java or Maven missing, disk nearly full, broker not ready (with its last words)
 */
export const startBroker = async (options: StartBrokerOptions): Promise<Broker> => {
  const { config, dataDir, progress } = options;
  const java = await locateJava(config.JAVA_HOME);
  const home = await installEngine(config.SPORTELLO_CACHE, progress);
  await mkdir(dataDir, { recursive: true });
  await demandSpace(dataDir);
  await stopOrphan(dataDir, options.log);
  const archive = join(config.SPORTELLO_CACHE, `zeebe-${config.ZEEBE_FLAVOUR}.jsa`);
  const child = spawn(java, javaArguments(options, home, archive), {
    cwd: dataDir,
    env: { ...process.env, ...brokerEnvironment(options) },
    detached: true, // Ctrl-C in the terminal reaches us alone; we stop it after those who use it
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lastWords = keepWords(child, join(dataDir, '..', 'zeebe.log'));
  const ended = new Promise((resolve) => {
    child.once('exit', resolve);
    child.once('error', resolve);
  });
  await notePid(dataDir, child.pid ?? 0);
  const managementUrl = `http://127.0.0.1:${config.ZEEBE_MANAGEMENT_PORT}`;
  try {
    await untilReady(managementUrl, ended);
  } catch (error) {
    child.kill('SIGKILL');
    throw new Error(`Il motore non è partito.\n${lastWords()}`, { cause: error });
  }
  child.unref();
  return {
    address: `127.0.0.1:${config.ZEEBE_PORT}`,
    managementUrl,
    ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await forgetPid(dataDir);
    },
  };
};

/** A cluster elsewhere, behind the same interface: it is not ours to start or stop. */
export const connectBroker = (address: string): Broker => ({
  address,
  managementUrl: null,
  ended: new Promise(() => undefined),
  stop: () => Promise.resolve(),
});

const demandSpace = async (folder: string): Promise<void> => {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= freeSpaceWanted) return;
  throw new Error(
    `Sul disco restano ${(free / gigabyte).toLocaleString('it', { maximumFractionDigits: 1 })} GB: il motore ne vuole almeno 2.\n` +
      'Libera spazio, oppure indica con SPORTELLO_DATA una cartella su un altro disco.',
  );
};

/** Its log goes to a file; the last lines are at hand when it doesn't start. */
const keepWords = (child: ChildProcess, file: string): (() => string) => {
  const output = createWriteStream(file, { flags: 'a' });
  output.on('error', () => undefined);
  let words = '';
  const keep = (chunk: Buffer): void => {
    output.write(chunk);
    words = (words + chunk.toString()).slice(-2_000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return () => words.split('\n').slice(-12).join('\n');
};

const untilReady = async (managementUrl: string, ended: Promise<unknown>): Promise<void> => {
  let gone = false;
  void ended.then(() => (gone = true));
  const deadline = Date.now() + readyWithinMs;
  while (!gone && Date.now() < deadline) {
    const response = await fetch(`${managementUrl}/actuator/health/readiness`).catch(() => null);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(gone ? 'the broker ended while starting' : 'the broker is not ready in time');
};
