import type { Knex } from 'knex';

/**
 * Wrong codes tried on the public page of a case, by address: a row lives as long as the window it counts. And what the
 * published durations are computed by: the waits of cases that are over.
 */
export const publicPages = {
  name: '060-public-pages',
  up: (knex: Knex) =>
    knex.schema.raw(`
create table public_guess (
  address text primary key,           -- keyed hash: the address itself is personal data and isn't kept
  misses integer not null,
  since timestamptz not null
);
create index public_guess_since on public_guess (since);
create index engine_element_waits on engine_element (instance_key)
  where type in ('INTERMEDIATE_CATCH_EVENT', 'EVENT_BASED_GATEWAY', 'RECEIVE_TASK') and left_at is not null;
`),
  down: (knex: Knex) => knex.schema.raw('drop index engine_element_waits; drop table public_guess'),
};
