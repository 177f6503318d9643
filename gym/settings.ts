import { join } from 'node:path';
import { readConfig, type Config } from '../core/config.js';

/** Folder of the gym below the data folder of the Sportello it belongs to. */
export const gymFolder = ({ SPORTELLO_DATA }: Pick<Config, 'SPORTELLO_DATA'>): string =>
  join(SPORTELLO_DATA, 'palestra');

export const isGym = ({ SPORTELLO_GYM_OF }: Pick<Config, 'SPORTELLO_GYM_OF'>): boolean =>
  SPORTELLO_GYM_OF !== undefined;

/** Mail for this server is made and goes nowhere; see workers/ports/mail.ts. */
const mailToNobody = 'nowhere:';

/**
 * The settings of the gym. Of its parent's it gets only what says how this machine runs: no mail server, no payment
 * platform, no archive, no mailbox, whatever the parent has, so that nothing leaves it.
 * @param ports settings of free ones, see start/ports.ts
 */
export const gymSettings = (
  config: Config,
  databaseUrl: string,
  ports: Readonly<Record<string, string>>,
): Config =>
  readConfig({
    SPORTELLO_DATA: gymFolder(config),
    SPORTELLO_CACHE: config.SPORTELLO_CACHE,
    SPORTELLO_LOG: config.SPORTELLO_LOG,
    SPORTELLO_UPLOAD_LIMIT_MB: String(config.SPORTELLO_UPLOAD_LIMIT_MB),
    JAVA_HOME: config.JAVA_HOME,
    ZEEBE_HEAP: config.ZEEBE_HEAP,
    SPORTELLO_DEMO: 'true',
    SPORTELLO_CLOCK: 'controlled',
    SPORTELLO_GYM_OF: databaseUrl,
    STREAM_HISTORY_DELAY: '0', // it runs for a while, and its walks wait for the history
    PEC_SMTP_URL: mailToNobody,
    ...ports,
    ...(config.SPORTELLO_GYM_PORT ? { SPORTELLO_PORT: String(config.SPORTELLO_GYM_PORT) } : {}),
  });

/** Actuator of the gym's own broker. */
export const managementUrlOf = ({ ZEEBE_MANAGEMENT_PORT }: Config): string =>
  `http://127.0.0.1:${ZEEBE_MANAGEMENT_PORT}`;
