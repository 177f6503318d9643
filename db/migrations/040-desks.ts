import type { Knex } from 'knex';

/** Where people are met: desks, their opening hours, their numbered stations and who sits at each. */
export const desks = {
  name: '040-desks',
  up: (knex: Knex) =>
    knex.schema.raw(`
create table desk (
  id text primary key check (id ~ '^[a-z][a-z0-9-]*$'),
  name text not null,
  kind text not null check (kind in ('citizens', 'professionals')),
  parallel integer not null default 1 check (parallel between 1 and 50),  -- appointments at one time
  tickets_outside_hours boolean not null default false,
  active boolean not null default true
);

create table desk_hours (
  desk_id text not null references desk on delete cascade,
  weekday integer not null check (weekday between 0 and 6),               -- 0 Sunday
  opens time not null,
  closes time not null check (opens < closes),
  primary key (desk_id, weekday, opens)
);

create table station (
  number integer primary key check (number between 1 and 99),             -- what the display says: postazione 3
  desk_id text not null references desk,
  kind text not null check (kind in ('information', 'services')),
  series text[] not null check (series <> '{}' and series <@ array['I', 'S', 'P']),
  active boolean not null default true,
  seated_id uuid unique references account,                               -- who works at it now; a person has one
  seated_at timestamptz
);
`),
  down: (knex: Knex) => knex.schema.raw('drop table station, desk_hours, desk'),
};
