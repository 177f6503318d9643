import type { Knex } from 'knex';

/** The gym: whether it is wanted and where it is, what is tried there, and what came of it. */
export const gym = {
  name: '115-gym',
  up: (knex: Knex) =>
    knex.schema.raw(`
-- Times are the machine's: how long the gym rests must not depend on a moved clock
create table gym (
  single boolean primary key default true check (single),
  keeper text,                           -- machine and folder of the process that starts and stops it
  keeper_seen_at timestamptz,
  wanted_at timestamptz,                 -- when somebody last used it
  status text not null default 'stopped' check (status in ('stopped', 'starting', 'running')),
  url text,
  error text                             -- why the last start failed
);
insert into gym default values;

create table gym_run (
  id uuid primary key default gen_random_uuid(),
  draft_id uuid not null references procedure_draft on delete cascade,
  kind text not null check (kind in ('visit', 'scenarios', 'replay')),
  status text not null default 'waiting' check (status in ('waiting', 'running', 'done', 'failed')),
  error text,
  bundle jsonb not null,                 -- the draft as it was when it was asked for
  live_bundle jsonb,                     -- a replay's other side: what is in force
  asked_at timestamptz not null,
  asked_by text not null,
  began_at timestamptz,
  ended_at timestamptz
);
create index gym_run_draft on gym_run (draft_id, asked_at desc);
create index gym_run_unfinished on gym_run (asked_at) where status in ('waiting', 'running');

create table gym_walk (
  run_id uuid not null references gym_run on delete cascade,
  place integer not null,
  name text not null,                    -- a scenario's file, or the number of the case that is decided again
  title text not null,
  script jsonb not null,                 -- the scenario, or what was decided in the case: no personal data
  status text not null default 'waiting' check (status in ('waiting', 'running', 'passed', 'failed', 'stuck')),
  problems jsonb not null default '[]',  -- sentences that say what was otherwise
  passed jsonb not null default '[]',    -- elements of the diagram
  days integer,                          -- of the gym's clock, from the application to the end
  milliseconds integer,                  -- of the machine's
  primary key (run_id, place)
);

create table gym_letter (
  id uuid primary key default gen_random_uuid(),
  run_id uuid not null,
  place integer not null,
  number integer not null,
  code text not null,
  subject text not null,
  pdf bytea not null,
  foreign key (run_id, place) references gym_walk on delete cascade
);
create index gym_letter_walk on gym_letter (run_id, place, number);
`),
  down: (knex: Knex) => knex.schema.raw('drop table gym_letter, gym_walk, gym_run, gym'),
};
