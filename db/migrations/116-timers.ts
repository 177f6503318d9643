import type { Knex } from 'knex';

/** Until when an instance waits: the moments at which the engine goes on by itself. */
export const timers = {
  name: '116-timers',
  up: (knex: Knex) =>
    knex.schema.raw(`
create table engine_timer (
  key bigint primary key,
  instance_key bigint not null,
  element_id text not null,              -- the event that fires
  due_at timestamptz not null,           -- by the engine's clock
  state text not null check (state in ('open', 'closed')),
  position bigint not null
);
create index engine_timer_open on engine_timer (instance_key) where state = 'open';
`),
  down: (knex: Knex) => knex.schema.raw('drop table engine_timer'),
};
