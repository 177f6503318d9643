import type { Knex } from 'knex';

/** Documents: versions, classes, what is known of their signatures and their safety, and scans waiting to be filed. */
export const papers = {
  name: '021-papers',
  up: (knex: Knex) =>
    knex.schema.raw(`
alter table document
  add column version_of uuid references document,   -- the first version; null for the first one itself
  add column version integer not null default 1,
  add column classification text,                   -- class of the titolario
  add column twin_of uuid references document on delete cascade,   -- the readable content of a signed container
  add column signatures jsonb,                      -- what was found; null: not a format that can be signed
  add column antivirus text check (antivirus in ('clean', 'unchecked', 'infected')),   -- null: no scanner was configured
  add constraint document_version_once unique (version_of, version);
create index document_twin on document (twin_of) where twin_of is not null;
create index document_unchecked on document (created_at) where antivirus = 'unchecked';

create table scan (
  id uuid primary key default gen_random_uuid(),
  filename text not null,
  sha256 text not null,
  file_time timestamptz not null,
  document_id uuid unique references document,      -- null: refused
  refusal text,
  status text not null check (status in ('waiting', 'refused', 'registered', 'attached', 'discarded')),
  taken_at timestamptz not null,
  done_at timestamptz,
  done_by uuid references account,
  unique (filename, file_time, sha256)              -- the same file, seen again after a crash, is taken once
);
create index scan_waiting on scan (taken_at) where status in ('waiting', 'refused');
`),
  down: (knex: Knex) =>
    knex.schema.raw(`
drop table scan;
alter table document drop column version_of, drop column version, drop column classification, drop column twin_of,
  drop column signatures, drop column antivirus`),
};
