import type { Knex } from 'knex';

/** What makes a letter again and tells where it comes from; its signature; the bodies that the Comune writes to. */
export const letters = {
  name: '094-letters',
  up: (knex: Knex) =>
    knex.schema.raw(`
create table letter_template (
  version text primary key,           -- SHA-256 of the text: stored once, whatever uses it
  sources text not null,              -- letterhead, letter, common parts and own part, as JSON; never changed
  created_at timestamptz not null
);
create trigger letter_template_is_append_only before update or delete on letter_template
  for each row execute function refuse_change();

create table public_body (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  ipa_code text unique,               -- in the index of public administrations, where it is there
  street text not null,
  postal_code text not null,
  municipality text not null,
  province text,
  pec text,                           -- its digital domicile
  active boolean not null default true,
  submission_token text unique,
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by uuid references account
);

alter table letter
  add column typesetter text not null default '',       -- fonts and programs that set it
  add column composed_at timestamptz,                   -- the moment that its last PDF carries
  add column origins jsonb not null default '{}',       -- where its data come from: templates/origins
  add column addressee_body_id uuid references public_body;
update letter set composed_at = coalesce(registered_at, created_at);

create table letter_copy (
  id uuid primary key default gen_random_uuid(),
  letter_id uuid not null references letter,
  data jsonb not null,                -- what this copy says: its own day, and the term as of that day
  template_version text not null,
  typesetter text not null,
  document_id uuid not null references document,
  prepared_at timestamptz not null,
  prepared_by uuid references account
);
create index letter_copy_of on letter_copy (letter_id, prepared_at desc);

create table letter_signature (
  copy_id uuid primary key references letter_copy,      -- what was signed, and only once
  method text not null check (method in ('upload', 'service', 'simulation')),
  document_id uuid not null references document,        -- the signed file
  signer text not null,
  signer_code text,
  accepted_at timestamptz not null,
  accepted_by uuid references account
);
`),
  down: (knex: Knex) =>
    knex.schema.raw(`
drop table letter_signature, letter_copy;
alter table letter drop column typesetter, drop column composed_at, drop column origins, drop column addressee_body_id;
drop table public_body, letter_template;
`),
};
