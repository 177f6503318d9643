import type { Knex } from 'knex';

/**
 * What goes to systems outside and comes back, the Comune's own registers, booked public land, issued permits for disabled
 * persons, and which rules of its decisions the engine matched.
 */
export const outside = {
  name: '097-outside',
  up: (knex: Knex) =>
    knex.schema.raw(`
create extension if not exists btree_gist;

create table simulated_call (            -- how often a simulated system was asked: some answer only after a failure
  call text primary key,
  count integer not null
);

create table outside_exchange (
  id uuid primary key default gen_random_uuid(),   -- also the answer's message id: the engine takes it once
  system text not null,
  case_id uuid not null references case_file,
  addressee text not null,
  subject text not null,
  effect_key text not null unique,
  sent_at timestamptz not null,
  answer_message text,
  answer_key text,
  answer_variables jsonb not null default '{}',
  answer_due_at timestamptz,             -- a simulated system answers by itself; null when it never does
  answered_at timestamptz
);
create index outside_exchange_due on outside_exchange (answer_due_at, id) where answered_at is null and answer_due_at is not null;
create index outside_exchange_case on outside_exchange (case_id);

create table own_register_entry (
  register text not null,
  year integer not null,                 -- 0 in registers that don't begin anew
  number integer not null,
  case_id uuid not null references case_file,
  at timestamptz not null,
  primary key (register, year, number),
  unique (register, case_id)
);
create index own_register_entry_case on own_register_entry (case_id);

-- A rectangle in metres on the map grid of a place; two that overlap on the same days can't both stand.
create table land_booking (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references case_file,
  place text not null,
  place_key text not null,
  area box not null,
  days daterange not null,
  booked_at timestamptz not null,
  released_at timestamptz,
  exclude using gist (place_key with =, area with &&, days with &&) where (released_at is null)
);
create unique index land_booking_case on land_booking (case_id) where released_at is null;

create table disability_permit (
  case_id uuid primary key references case_file,
  holder_id uuid not null references party,
  number text not null unique,
  kind text not null check (kind in ('permanente', 'temporaneo')),
  valid_until date not null,
  issued_at timestamptz not null,
  revoked_at timestamptz
);
create index disability_permit_holder on disability_permit (holder_id);

create table engine_decision_rule (      -- which rules of a decision were matched, for the coverage of the scenarios
  process_instance_key bigint not null,
  decision_id text not null,
  rule_id text not null,
  primary key (process_instance_key, decision_id, rule_id)
);
`),
  down: (knex: Knex) =>
    knex.schema.raw(`
drop table engine_decision_rule, disability_permit, land_booking, own_register_entry, outside_exchange, simulated_call`),
};
