import type { Knex } from 'knex';

/** Public land that a case wanted and others had: without a row, nobody could see who waits for what. */
export const landWishes = {
  name: '101-land-wishes',
  up: (knex: Knex) =>
    knex.schema.raw(`
create table land_wish (                 -- the last one of a case; gone when the case books or gives up
  case_id uuid primary key references case_file,
  place text not null,
  place_key text not null,
  area box not null,
  days daterange not null,
  wished_at timestamptz not null
);
`),
  down: (knex: Knex) => knex.schema.raw('drop table land_wish'),
};
