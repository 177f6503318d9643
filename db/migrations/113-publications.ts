import type { Knex } from 'knex';

/** Who asked for the publication of a draft, who decided, and who had a hand in it; versions that bring back earlier ones. */
export const publications = {
  name: '113-publications',
  up: (knex: Knex) =>
    knex.schema.raw(`
create table draft_author (              -- whoever changed anything in a draft may not approve it
  draft_id uuid not null references procedure_draft on delete cascade,
  account_id uuid not null references account,
  primary key (draft_id, account_id)
);
insert into draft_author (draft_id, account_id)
  select distinct draft_id, saved_by_id from draft_file where revision > 1;

create table publication_request (
  id uuid primary key default gen_random_uuid(),
  draft_id uuid not null references procedure_draft,
  procedure_id text not null,
  files_hash text not null,              -- of the draft's files as they were shown to whoever decides
  reason text not null,
  valid_from date not null,
  status text not null default 'asked' check (status in ('asked', 'approved', 'refused', 'withdrawn', 'published', 'failed')),
  asked_at timestamptz not null,
  asked_by text not null,
  asked_by_id uuid not null references account,
  decided_at timestamptz,
  decided_by text,
  answer text,                           -- why it was refused, withdrawn, or could not be published
  version_id uuid references procedure_version
);
create unique index publication_request_open on publication_request (draft_id) where status in ('asked', 'approved');
create index publication_request_version on publication_request (version_id);

alter table procedure_version add column restored_from uuid references procedure_version; -- the earlier version it repeats
`),
  down: (knex: Knex) =>
    knex.schema.raw(`
alter table procedure_version drop column restored_from;
drop table publication_request, draft_author`),
};
