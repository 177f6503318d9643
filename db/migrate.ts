import type { Knex } from 'knex';
import { people } from './migrations/001-people.js';
import { cases } from './migrations/002-cases.js';
import { engine } from './migrations/003-engine.js';
import { drafts } from './migrations/004-drafts.js';
import { lists } from './migrations/005-lists.js';
import { parties } from './migrations/010-parties.js';
import { register } from './migrations/020-register.js';
import { papers } from './migrations/021-papers.js';
import { contacts } from './migrations/030-contacts.js';
import { questions } from './migrations/031-questions.js';
import { notices } from './migrations/032-notices.js';
import { desks } from './migrations/040-desks.js';
import { queue } from './migrations/041-queue.js';
import { appointments } from './migrations/042-appointments.js';
import { casework } from './migrations/050-casework.js';
import { publicPages } from './migrations/060-public-pages.js';
import { search } from './migrations/070-search.js';
import { savedLists } from './migrations/071-saved-lists.js';
import { terms } from './migrations/080-terms.js';
import { municipalValues } from './migrations/081-municipal-values.js';
import { frozenCases } from './migrations/090-frozen-cases.js';
import { payments } from './migrations/091-payments.js';
import { deliveries } from './migrations/092-deliveries.js';
import { letters } from './migrations/094-letters.js';
import { desk } from './migrations/095-desk.js';
import { speed } from './migrations/096-speed.js';
import { outside } from './migrations/097-outside.js';
import { stopsThatEnd } from './migrations/100-stops-that-end.js';
import { landWishes } from './migrations/101-land-wishes.js';
import { workshop } from './migrations/110-workshop.js';
import { publications } from './migrations/113-publications.js';
import { movedCases } from './migrations/114-moved-cases.js';
import { gym } from './migrations/115-gym.js';
import { timers } from './migrations/116-timers.js';

const migrations = [
  people,
  cases,
  engine,
  drafts,
  lists,
  parties,
  register,
  papers,
  contacts,
  questions,
  notices,
  desks,
  queue,
  appointments,
  casework,
  publicPages,
  search,
  savedLists,
  terms,
  municipalValues,
  frozenCases,
  payments,
  deliveries,
  letters,
  desk,
  speed,
  outside,
  stopsThatEnd,
  landWishes,
  workshop,
  publications,
  movedCases,
  gym,
  timers,
];
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
