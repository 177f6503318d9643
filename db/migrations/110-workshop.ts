import type { Knex } from 'knex';

/** Drafts of procedures, file by file, and who has them open; the files from which a version was published. */
export const workshop = {
  name: '110-workshop',
  up: (knex: Knex) =>
    knex.schema.raw(`
alter table procedure_version add column files jsonb;   -- the folder's files as they were written; null before this column

create table procedure_draft (
  id uuid primary key default gen_random_uuid(),
  procedure_id text not null,
  title text not null,                   -- as the sheet says; the last one that could be read
  base_version_id uuid references procedure_version,   -- null for a procedure that isn't in force yet
  status text not null default 'open' check (status in ('open', 'published', 'discarded')),
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null
);
create index procedure_draft_open on procedure_draft (procedure_id) where status = 'open';

create table draft_file (
  draft_id uuid not null references procedure_draft on delete cascade,
  path text not null,                    -- inside the folder: forms/domanda.form
  content text not null,
  revision integer not null,             -- counts on through deletion: one revision, one content
  saved_at timestamptz not null,
  saved_by text not null,
  saved_by_id uuid not null references account,
  primary key (draft_id, path)
);

create table draft_file_past (           -- what was overwritten or taken away, so that nothing is lost
  draft_id uuid not null references procedure_draft on delete cascade,
  path text not null,
  revision integer not null,
  content text not null,
  saved_at timestamptz not null,
  saved_by text not null,
  primary key (draft_id, path, revision)
);

create table draft_presence (
  draft_id uuid not null references procedure_draft on delete cascade,
  page uuid not null,                    -- one opening of one page
  account_name text not null,
  path text not null,                    -- what is open there; empty for the draft's own page
  seen_at timestamptz not null,
  primary key (draft_id, page)
);
`),
  down: (knex: Knex) =>
    knex.schema.raw(`
drop table draft_presence, draft_file_past, draft_file, procedure_draft;
alter table procedure_version drop column files`),
};
