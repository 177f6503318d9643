import { join } from 'node:path';
import type { Config } from '../core/config.js';
import { errorText } from '../core/errors.js';
import type { Log } from '../core/log.js';
import { connect } from '../db/connect.js';
import { seedDemoBodies } from '../db/demo/bodies.js';
import { seedDemoDesks } from '../db/demo/desks.js';
import { seedDemoAccounts, seedOffices } from '../db/demo/seed.js';
import { startPostgres, type Postgres } from '../db/embedded.js';
import { migrate } from '../db/migrate.js';
import { connectBroker, startBroker, type Broker } from '../engine/broker/broker.js';
import { demandNotRewound, pairEpoch } from '../engine/epoch.js';
import { startKeeper } from '../gym/keeper.js';
import { isGym } from '../gym/settings.js';
import { loadMunicipality } from '../processes/catalogue/municipality.js';
import { publishChangedFolders } from '../processes/catalogue/publish.js';
import { faultsOf } from './faults-of.js';
import { startAppProcess } from './app-process.js';
import { untilPublished } from './until-published.js';
import { lockDataFolder } from './lock.js';
import { demandFreePorts } from './ports.js';
import { secretsOf } from './secrets.js';
import { supervise, type Child, type Supervised } from './supervise.js';

export interface Sportello {
  /** Address of the pages. */
  url: string;
  databaseUrl: string;
  /** Actuator of the embedded broker; null with a cluster elsewhere. */
  managementUrl: string | null;
  /** Folders that could not be published, each with the reason. */
  rejected: string[];
  stop(): Promise<void>;
}

export interface StartOptions {
  config: Config;
  log: Log;
  progress: (text: string) => void;
}

/**
 * Starts everything on this machine in the right order: Postgres, the engine, the app, the procedures. Each part is
 * started again when it ends by itself. The tests and the gym call it too.
 * @throws Error in Italian that says what is missing and the way out; what had started is stopped again
 */
export const startSportello = async ({ config, log, progress }: StartOptions): Promise<Sportello> => {
  demandSafe(config);
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const stopOne of stops.splice(0).reverse()) {
      await stopOne().catch((error: unknown) =>
        log.error({ error: errorText(error) }, 'a part did not stop cleanly'),
      );
    }
  };
  const watch = <C extends Child>(name: string, start: () => Promise<C>): Promise<Supervised<C>> => {
    // Stopped in the reverse of the order asked for, whichever is ready first: the app before the broker, which otherwise
    // waits for the workers' long polls
    const place = stops.push(() => Promise.resolve()) - 1;
    return supervise(start, {
      name,
      log,
      onEvent: (event, what) =>
        progress(event === 'ended' ? `${what} si è fermato: lo riavvio…` : `${what} è di nuovo in funzione.`),
    }).then((supervised) => {
      stops[place] = () => supervised.stop();
      return supervised;
    });
  };

  try {
    const unlock = lockDataFolder(config.SPORTELLO_DATA);
    stops.push(() => Promise.resolve(unlock()));
    await demandFreePorts({ SPORTELLO_PORT: config.SPORTELLO_PORT, STREAM_PORT: config.STREAM_PORT });
    const secrets = secretsOf(config);

    const databaseUrl = await startData(config, log, progress, watch);
    await prepareData(config, databaseUrl);

    const engineData = config.ZEEBE_ADDRESS ? null : join(config.SPORTELLO_DATA, 'zeebe');
    const pairing = connect(databaseUrl, 1);
    stops.push(() => pairing.destroy());
    await pairEpoch(pairing, engineData);
    progress('Avvio il motore…');
    const [broker, app] = await together(
      config.ZEEBE_ADDRESS
        ? Promise.resolve(null)
        : watch('Il motore', () => startEngine(config, secrets.stream, engineData ?? '', log, progress)),
      watch('L’applicazione', () => startAppProcess({ config, databaseUrl, engineData })),
    );
    const running: Broker = broker?.current() ?? connectBroker(config.ZEEBE_ADDRESS ?? '');
    if (running.managementUrl) await demandNotRewound(pairing, running.managementUrl);

    const rejected = isGym(config) ? [] : await publish(databaseUrl, progress);
    if (!isGym(config) && config.SPORTELLO_GYM_IDLE > 0) {
      const keeper = startKeeper({ config, log, databaseUrl, start: (gym) => startGym(gym, log) });
      stops.push(() => keeper.stop());
    }
    const { url } = app.current();
    return { url, databaseUrl, managementUrl: running.managementUrl, rejected, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** Waits for both even when one fails, so that what the other has started is known and can be stopped. */
const together = async <A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> => {
  await Promise.allSettled([one, other]);
  return Promise.all([one, other]);
};

/** Demonstration accounts have a known password: they must not be reachable from elsewhere by oversight. */
const demandSafe = ({ SPORTELLO_DEMO, SPORTELLO_HOST }: Config): void => {
  const isLoopback = ['127.0.0.1', '::1', 'localhost'].includes(SPORTELLO_HOST);
  if (!SPORTELLO_DEMO || isLoopback) return;
  throw new Error(
    'Con gli utenti dimostrativi Sportello risponde solo su questa macchina.\n' +
      'Per aprirlo alla rete imposta SPORTELLO_DEMO=false e crea utenti veri.',
  );
};

type Watch = <C extends Child>(name: string, start: () => Promise<C>) => Promise<Supervised<C>>;

const startData = async (
  config: Config,
  log: Log,
  progress: StartOptions['progress'],
  watch: Watch,
): Promise<string> => {
  if (config.DATABASE_URL) return config.DATABASE_URL;
  progress('Avvio PostgreSQL…');
  const dataDir = join(config.SPORTELLO_DATA, 'postgres');
  const postgres = await watch<Postgres>('PostgreSQL', () =>
    startPostgres({ dataDir, port: config.POSTGRES_PORT, log }),
  );
  return postgres.current().url;
};

const prepareData = async (config: Config, databaseUrl: string): Promise<void> => {
  const db = connect(databaseUrl, 1);
  try {
    await migrate(db);
    await seedOffices(db, await loadMunicipality());
    if (config.SPORTELLO_DEMO) await seedDemoAccounts(db);
    if (config.SPORTELLO_DEMO) await seedDemoDesks(db);
    if (config.SPORTELLO_DEMO) await seedDemoBodies(db);
  } finally {
    await db.destroy();
  }
};

const startEngine = (
  config: Config,
  streamPassword: string,
  dataDir: string,
  log: Log,
  progress: StartOptions['progress'],
): Promise<Broker> =>
  startBroker({
    config,
    dataDir,
    streamUrl: `http://${config.STREAM_HOST}:${config.STREAM_PORT}`,
    streamPassword,
    log,
    progress,
  });

/** The gym begins empty: what is tried there is published by whoever tries it. */
const startGym = (config: Config, log: Log): Promise<Sportello> =>
  startSportello({ config, log, progress: (text) => log.info({ gym: text }, 'the gym') });

/** Publishes changed folders and waits for the engine's answer. @returns what was refused, each with the reason */
const publish = async (databaseUrl: string, progress: StartOptions['progress']): Promise<string[]> => {
  progress('Pubblico i procedimenti…');
  const db = connect(databaseUrl, 2);
  try {
    const { versionIds, rejected } = await publishChangedFolders(db, new Date(), faultsOf);
    return [...rejected, ...(await untilPublished(db, versionIds))];
  } finally {
    await db.destroy();
  }
};
