import type { Role } from '../core/config.js';
import { readConfig } from '../core/config.js';
import { errorText } from '../core/errors.js';
import { createLog } from '../core/log.js';
import { connect } from '../db/connect.js';
import { migrate } from '../db/migrate.js';
import { pairEpoch } from '../engine/epoch.js';
import { startRoles } from './roles.js';
import { secretsOf } from './secrets.js';
import { createServices } from './services.js';

const required = (name: string, value: string | undefined): string => {
  if (value) return value;
  throw new Error(
    `Una parte che gira da sola ha bisogno di ${name}: vedi la tabella delle impostazioni nel README.`,
  );
};

/**
 * Runs some roles as a process of their own, against a Postgres and a Zeebe that are there already; several of each may
 * run. Ends cleanly on SIGTERM and SIGINT.
 * @param roles those of this process; without them, those of SPORTELLO_ROLES
 */
export const runProcess = async (...roles: Role[]): Promise<void> => {
  const config = { ...readConfig(), ...(roles.length > 0 ? { SPORTELLO_ROLES: roles } : {}) };
  const log = createLog(config.SPORTELLO_LOG, config.SPORTELLO_ROLES.join('+'));
  const databaseUrl = required('DATABASE_URL', config.DATABASE_URL);
  const zeebeAddress = required('ZEEBE_ADDRESS', config.ZEEBE_ADDRESS);
  const db = connect(databaseUrl, 1);
  await migrate(db);
  await pairEpoch(db, process.env['SPORTELLO_ENGINE_DATA'] ?? null);
  await db.destroy();
  const services = await createServices({ config, log, databaseUrl });
  const running = await startRoles({ services, zeebeAddress, streamPassword: secretsOf(config).stream });
  const stop = (): void => {
    running
      .stop()
      .catch((error: unknown) => log.error({ error: errorText(error) }, 'not everything stopped cleanly'))
      .finally(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop); // whoever started us was killed: nothing may be left behind
  process.send?.({ ready: running.url });
};

/** The main module of a role: says in one place what to do when it can't start. */
export const runOrExplain = (...roles: Role[]): void => {
  runProcess(...roles).catch((error: unknown) => {
    process.stderr.write(`\n${errorText(error)}\n`);
    process.exit(1);
  });
};
