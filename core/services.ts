import type { Knex } from 'knex';
import type { DocumentStore } from '../db/document-store.js';
import type { Listener } from '../db/listen.js';
import type { Catalogue } from '../processes/catalogue/catalogue.js';
import type { LetterComposer } from '../templates/compose.js';
import type { Clock } from './clock.js';
import type { Config } from './config.js';
import type { Log } from './log.js';

/** What every room may use; made once by `createServices` and passed in. */
export interface Services {
  config: Config;
  log: Log;
  clock: Clock;
  db: Knex;
  listener: Listener;
  documents: DocumentStore;
  letters: LetterComposer;
  catalogue: Catalogue;
}
