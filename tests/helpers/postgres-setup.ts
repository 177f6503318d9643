import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { createLog } from '../../core/log.js';
import { connect } from '../../db/connect.js';
import { startPostgres } from '../../db/embedded.js';
import { migrate } from '../../db/migrate.js';
import { freePorts } from '../../start/ports.js';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** One real Postgres for the run; its database is migrated once and cloned by every test file that wants its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'sportello-postgres-'));
  const [port = 0] = await freePorts(1);
  const log = createLog('silent', 'tests');
  const flags = ['-c', 'fsync=off', '-c', 'max_connections=200'];
  const postgres = await startPostgres({ dataDir: join(folder, 'db'), port, log, flags });
  const db = connect(postgres.url);
  await migrate(db);
  await db.destroy();
  project.provide('postgresUrl', postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
