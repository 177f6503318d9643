import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../core/config.js';
import { systemClock } from '../../core/clock.js';
import { createLog } from '../../core/log.js';
import { inRepo } from '../../core/paths.js';
import { seedDemoDesks } from '../../db/demo/desks.js';
import { seedDemoAccounts, seedOffices } from '../../db/demo/seed.js';
import { bundleHash } from '../../processes/catalogue/bundle.js';
import { loadFolder } from '../../processes/catalogue/folder.js';
import { createServices, type OwnedServices } from '../../start/services.js';
import { startWeb } from '../../web/main.js';
import { testDatabase } from '../helpers/database.js';
import { loggedIn, type HttpSession } from '../helpers/http-session.js';

export interface TestSite {
  url: string;
  services: OwnedServices;
  /** A person of the demonstration, logged in. */
  as(username: string): Promise<HttpSession>;
  close(): Promise<void>;
}

/** The test procedure as a published version, without an engine behind it. */
const publish = async ({ db, clock }: OwnedServices): Promise<void> => {
  const bundle = await loadFolder(inRepo('tests/web/procedure'));
  await db('procedure_version').insert({
    procedure_id: bundle.sheet.id,
    content_hash: bundleHash(bundle),
    bundle: JSON.stringify(bundle),
    status: 'deployed',
    engine_version: 1,
    process_definition_key: '2251799813685249',
    created_at: clock.now(),
    created_by: 'prova',
    deployed_at: clock.now(),
  });
};

/** The whole site on a database of its own; only the engine is missing: what goes to it stays in the outbox. */
export const testSite = async (): Promise<TestSite> => {
  const database = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'sportello-site-'));
  const config = readConfig({ SPORTELLO_DATA: folder, SPORTELLO_PORT: '0', SPORTELLO_UPLOAD_LIMIT_MB: '50' });
  const log = createLog('silent', 'tests');
  const services = await createServices({ config, log, clock: systemClock, databaseUrl: database.url });
  await seedOffices(services.db, services.catalogue.municipality);
  await seedDemoAccounts(services.db);
  await seedDemoDesks(services.db);
  await publish(services);
  const web = await startWeb(services);
  return {
    url: web.url,
    services,
    as: (username) => loggedIn(web.url, username),
    async close() {
      await web.stop();
      await services.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
