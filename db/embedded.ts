import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Log } from '../core/log.js';
import { postgresBinaries, userForPostgres, type PostgresBinaries, type RunAs } from './postgres-binaries.js';

export interface Postgres {
  /** Connection URL of the database `sportello`. */
  url: string;
  /** Resolves when the server has ended, whoever ended it. */
  ended: Promise<void>;
  /** Ends the server cleanly (fast shutdown): nothing that was committed is lost. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** Folder of the cluster; made at first start, never wiped. */
  dataDir: string;
  /** Loopback port. */
  port: number;
  log: Log;
  /** Further server settings, for instance `['-c', 'fsync=off']` in tests. */
  flags?: string[];
}

/**
 * Starts the embedded PostgreSQL on loopback, or adopts the one a killed Sportello left running on the same folder.
 * @throws Error in Italian when the folder or the port can't be used
 */
export const startPostgres = async ({
  dataDir,
  port,
  log,
  flags = [],
}: PostgresOptions): Promise<Postgres> => {
  await mkdir(dataDir, { recursive: true });
  const password = await passwordOf(dataDir);
  const left = await runningServer(dataDir);
  return serve(dataDir, left ?? (await startServer({ dataDir, port, log, flags }, password)), password);
};

/** Ends the server that a killed Sportello left running on a folder. That it takes our password shows that it is ours. */
export const stopLeftPostgres = async (dataDir: string): Promise<void> => {
  const left = await runningServer(dataDir);
  const served = left && (await serve(dataDir, left, await passwordOf(dataDir)).catch(() => null));
  await served?.stop();
};

const serve = async (dataDir: string, server: Server, password: string): Promise<Postgres> => {
  const serverUrl = `postgres://sportello:${encodeURIComponent(password)}@127.0.0.1:${server.port}`;
  await createDatabase(serverUrl);
  const watch = await watchEnd(`${serverUrl}/postgres`);
  return {
    url: `${serverUrl}/sportello`,
    ended: watch.ended,
    async stop() {
      if (isAlive(server.pid)) process.kill(server.pid, 'SIGINT');
      await watch.ended;
      await untilGone(dataDir);
    },
  };
};

interface Server {
  pid: number;
  port: number;
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** The server's own note of who runs on a cluster: process id on line 1, port on line 4. */
const runningServer = async (dataDir: string): Promise<Server | null> => {
  const text = await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid, , , port] = text.split('\n').map(Number);
  return pid && port && isAlive(pid) ? { pid, port } : null;
};

const untilGone = async (dataDir: string): Promise<void> => {
  while (await runningServer(dataDir)) await new Promise((resolve) => setTimeout(resolve, 20));
};

const passwordOf = async (dataDir: string): Promise<string> => {
  const file = `${dataDir}.password`;
  const known = await readFile(file, 'utf8').catch(() => '');
  if (known) return known;
  const fresh = randomBytes(24).toString('base64url');
  await writeFile(file, fresh, { mode: 0o600 });
  return fresh;
};

const startServer = async (
  { dataDir, port, log, flags }: Required<PostgresOptions>,
  password: string,
): Promise<Server> => {
  const binaries = await postgresBinaries();
  const user = await userForPostgres();
  if (user.uid !== undefined) await chmod(dirname(dataDir), 0o711); // the server's user must be able to walk in
  if ((await readdir(dataDir)).length === 0) await initialise(binaries, user, dataDir, password);
  const ours = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'lc_messages=C'];
  const child = spawn(
    binaries.postgres,
    ['-D', dataDir, '-p', String(port), ...ours.flatMap((setting) => ['-c', setting]), ...flags],
    // A group of its own: Ctrl-C in the terminal reaches us alone, and we stop it last.
    { ...user, detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const lines: string[] = [];
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      const text = chunk.toString().trim();
      log.debug({ postgres: text }, 'postgres');
      if (lines.length < 50) lines.push(text);
      if (text.includes('ready to accept connections')) resolve();
    });
    child.once('error', reject);
    child.once('exit', () => {
      const last = lines.slice(-5).join('\n');
      reject(
        new Error(
          `PostgreSQL non parte: la porta ${port} è occupata o la cartella ${dataDir} non è sua.\n${last}`,
        ),
      );
    });
  });
  child.unref();
  return { pid: child.pid ?? 0, port };
};

const initialise = async (
  { initdb }: PostgresBinaries,
  user: RunAs,
  dataDir: string,
  password: string,
): Promise<void> => {
  const passwordFile = `${dataDir}.initial`;
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) {
    await Promise.all([dataDir, passwordFile].map((path) => chown(path, user.uid ?? 0, user.gid ?? 0)));
  }
  const options = [
    '--username=sportello',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
  ];
  try {
    await promisify(execFile)(
      initdb,
      [`--pgdata=${dataDir}`, `--pwfile=${passwordFile}`, '--locale=C.UTF-8', ...options],
      user,
    );
  } catch (error) {
    throw new Error(`PostgreSQL non riesce a preparare la cartella ${dataDir}.\n${String(error)}`);
  } finally {
    await rm(passwordFile, { force: true });
  }
};

const createDatabase = async (serverUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: `${serverUrl}/postgres` });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = 'sportello'");
    if (!rowCount) await client.query('create database sportello');
  } finally {
    await client.end();
  }
};

/** Follows the server through one idle connection: it ends when the server does, even after kill -9. */
const watchEnd = async (url: string): Promise<{ ended: Promise<void> }> => {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'sportello watch',
    keepAlive: true,
  });
  client.on('error', () => undefined); // 'end' follows
  await client.connect();
  return { ended: new Promise<void>((resolve) => client.once('end', () => resolve())) };
};
