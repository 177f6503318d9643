import type { Knex } from 'knex';

/** Instructions and news for the desk, and who has read them. */
export const notices = {
  name: '032-notices',
  up: (knex: Knex) =>
    knex.schema.raw(`
create table notice (
  id uuid primary key default gen_random_uuid(),
  title text not null,
  body text not null,
  important boolean not null default false,
  valid_from date not null,
  valid_to date,                                      -- the last day; null: until withdrawn
  procedures text[] not null default '{}',            -- empty: about none in particular
  offices text[] not null default '{}',               -- empty: for everybody
  skills text[] not null default '{}',                -- what one must know for it: "carta d'identità"
  version integer not null default 1,                 -- grows with each change: it must be read again
  created_at timestamptz not null,
  created_by uuid not null references account,
  changed_at timestamptz not null,
  changed_by uuid not null references account,
  withdrawn_at timestamptz,
  submission_token text unique,
  check (valid_to is null or valid_to >= valid_from)
);
create index notice_valid on notice (valid_from) where withdrawn_at is null;

create table notice_read (
  notice_id uuid not null references notice,
  account_id uuid not null references account,
  version integer not null,
  at timestamptz not null,
  primary key (notice_id, account_id)
);
`),
  down: (knex: Knex) => knex.schema.raw('drop table notice_read, notice'),
};
