import type { Knex } from 'knex';

/** Offices, accounts, sessions, parties and the audit trail. */
export const people = {
  name: '001-people',
  up: (knex: Knex) =>
    knex.schema.raw(`
create table office (
  id text primary key,
  name text not null,
  kind text not null check (kind in ('desk', 'back'))
);

create table account (
  id uuid primary key default gen_random_uuid(),
  username text not null unique,
  display_name text not null,
  password_hash text not null,
  roles text[] not null,              -- operator, officer, responsible, analyst, administrator
  office_id text references office,
  locale text not null default 'it',
  active boolean not null default true,
  failed_logins integer not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null default now()
);

create table session (
  id text primary key,
  data jsonb not null,
  expires_at timestamptz not null
);
create index session_expiry on session (expires_at);

create table party (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('person', 'organisation')),
  given_name text,
  family_name text,
  organisation_name text,
  tax_code text,
  no_code_reason text,
  birth_date date,
  birth_place text,
  email text,
  pec text,
  phone text,
  street text,
  postal_code text,
  municipality text,
  province text,
  created_at timestamptz not null,
  created_by uuid references account,
  updated_at timestamptz not null,
  version integer not null default 1,
  check ((kind = 'person' and family_name is not null) or (kind = 'organisation' and organisation_name is not null)),
  check (tax_code is not null or no_code_reason is not null)
);
create unique index party_tax_code on party (tax_code) where tax_code is not null;
create index party_name on party (lower(coalesce(organisation_name, family_name || ' ' || coalesce(given_name, ''))) text_pattern_ops);

create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_id uuid,                      -- null: the program itself, named in actor_name
  actor_name text not null,
  act text not null,                  -- the office's words: pratica.aperta, compito.completato
  case_id uuid,
  party_id uuid,
  details jsonb not null default '{}'
);
create index audit_case on audit (case_id, id);
create index audit_party on audit (party_id, id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger audit_is_append_only before update or delete on audit
  for each row execute function refuse_change();
`),
  down: (knex: Knex) =>
    knex.schema.raw('drop table audit, party, session, account, office; drop function refuse_change'),
};
