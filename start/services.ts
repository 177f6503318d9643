import type { Clock } from '../core/clock.js';
import type { Config } from '../core/config.js';
import type { Log } from '../core/log.js';
import type { Services } from '../core/services.js';
import { connect } from '../db/connect.js';
import { documentStoreOf } from '../db/configured-store.js';
import { listen } from '../db/listen.js';
import { officeClock } from '../engine/clock.js';
import { dateInRome } from '../law/calendar.js';
import { createCatalogue } from '../processes/catalogue/catalogue.js';
import { createLetterComposer } from '../templates/compose.js';

export interface OwnedServices extends Services {
  /** Gives back every connection and thread. */
  close(): Promise<void>;
}

export interface ServicesOptions {
  config: Config;
  log: Log;
  databaseUrl: string;
  /** Instead of the office's own, in tests. */
  clock?: Clock;
}

/** Makes, once for each process, everything that pages, workers and the engine's rooms share. */
export const createServices = async ({
  config,
  log,
  databaseUrl,
  clock,
}: ServicesOptions): Promise<OwnedServices> => {
  const db = connect(databaseUrl, 40);
  const listener = listen(databaseUrl, log);
  const letters = createLetterComposer();
  const time = clock ?? (await officeClock(db, listener, config.SPORTELLO_CLOCK === 'controlled'));
  const catalogue = await createCatalogue({ db, listener, today: () => dateInRome(time.now()) });
  return {
    config,
    log,
    clock: time,
    db,
    listener,
    letters,
    catalogue,
    documents: documentStoreOf(config),
    async close() {
      await letters.close();
      await listener.close();
      await db.destroy();
    },
  };
};
