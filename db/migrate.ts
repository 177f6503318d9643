import type { Knex } from 'knex';
import { people } from './migrations/001-people.js';
import { cases } from './migrations/002-cases.js';
import { engine } from './migrations/003-engine.js';
import { drafts } from './migrations/004-drafts.js';
import { lists } from './migrations/005-lists.js';
import { search } from './migrations/070-search.js';
import { savedLists } from './migrations/071-saved-lists.js';

const migrations = [people, cases, engine, drafts, lists, search, savedLists];
type Migration = (typeof migrations)[number];

const source: Knex.MigrationSource<Migration> = {
  getMigrations: () => Promise.resolve(migrations),
  getMigrationName: (migration) => migration.name,
  getMigration: (migration) => Promise.resolve(migration),
};

/** Brings the data bank to the newest shape; safe when several processes start at once (knex holds a lock). */
export const migrate = async (db: Knex): Promise<void> => {
  await db.migrate.latest({ migrationSource: source });
};
