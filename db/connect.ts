import knexPackage, { type Knex } from 'knex';
import pg from 'pg';

// Dates without time stay the text yyyy-mm-dd: a JS Date would shift them with the time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/**
 * Pages ask short questions of rows that are in memory: an index is nearly as cheap as the next row, and neither compiling
 * a plan nor starting helpers for it pays.
 */
const planning = '-c random_page_cost=1.1 -c jit=off -c max_parallel_workers_per_gather=0';

/**
 * Opens a pool on a PostgreSQL 14 or newer.
 * @param url connection URL
 * @param max connections held at most
 */
export const connect = (url: string, max = 10): Knex =>
  knexPackage.knex({
    client: 'pg',
    connection: { connectionString: url, application_name: 'sportello', options: planning },
    pool: { min: 0, max },
    acquireConnectionTimeout: 10_000,
  });
