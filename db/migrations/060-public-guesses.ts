import type { Knex } from 'knex';

/** Wrong codes tried on the public page of a case, by address: a row lives as long as the window it counts. */
export const publicGuesses = {
  name: '060-public-guesses',
  up: (knex: Knex) =>
    knex.schema.raw(`
create table public_guess (
  address text primary key,           -- keyed hash: the address itself is personal data and isn't kept
  misses integer not null,
  since timestamptz not null
);
create index public_guess_since on public_guess (since);
`),
  down: (knex: Knex) => knex.schema.raw('drop table public_guess'),
};
