import { readConfig } from '../../core/config.js';
import { errorText } from '../../core/errors.js';
import { createLog } from '../../core/log.js';
import { startKeeper } from '../../gym/keeper.js';
import { startSportello } from '../sportello.js';

// Keeps the gym of a Sportello whose roles run apart; npm start keeps its own.
const config = readConfig();
const log = createLog(config.SPORTELLO_LOG, 'gym');
if (!config.DATABASE_URL) {
  process.stderr.write('\nLa palestra ha bisogno di DATABASE_URL: la banca dati di cui è la palestra.\n');
  process.exit(1);
}
const keeper = startKeeper({
  config,
  log,
  databaseUrl: config.DATABASE_URL,
  start: (gym) =>
    startSportello({ config: gym, log, progress: (text) => log.info({ gym: text }, 'the gym') }),
});
const stop = (): void => {
  keeper
    .stop()
    .catch((error: unknown) => log.error({ error: errorText(error) }, 'the gym did not stop cleanly'))
    .finally(() => process.exit(0));
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
