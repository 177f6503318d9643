import type { Knex } from 'knex';

/** Procedures as published, cases, documents, the register, letters and their delivery. */
export const cases = {
  name: '002-cases',
  up: (knex: Knex) =>
    knex.schema.raw(`
create table procedure_version (
  id uuid primary key default gen_random_uuid(),
  procedure_id text not null,
  content_hash text not null,         -- SHA-256 of the whole folder's content
  bundle jsonb not null,              -- what the folder held: bpmn, sheet, forms, decisions, letters
  status text not null check (status in ('pending', 'deployed', 'rejected')),
  engine_version integer,
  process_definition_key bigint,
  error text,
  reason text,
  created_at timestamptz not null,
  created_by text not null,
  deployed_at timestamptz
);
create index procedure_version_content on procedure_version (procedure_id, content_hash);
create index procedure_version_key on procedure_version (process_definition_key);

create table counter (
  register text not null,             -- protocollo, pratiche
  year integer not null,
  last_number integer not null,
  primary key (register, year)
);

create table case_file (
  id uuid primary key,
  number text not null unique,        -- 2026/000123
  procedure_id text not null,
  procedure_version_id uuid not null references procedure_version,
  status text not null check (status in ('open', 'closed')),
  outcome text,                       -- name of the end event reached
  applicant_id uuid not null references party,
  application jsonb not null,
  subject text not null,
  office_id text not null references office,
  responsible_id uuid references account,
  restricted boolean not null default false,
  presented_at timestamptz not null,
  opened_at timestamptz not null,
  opened_by uuid references account,
  due_date date,
  closed_at timestamptz,
  submission_token text not null unique,
  tracking_code text not null unique
);
create index case_file_open on case_file (status, opened_at);
create index case_file_applicant on case_file (applicant_id);

create table case_party (
  case_id uuid not null references case_file,
  party_id uuid not null references party,
  role text not null,                 -- applicant, delegate, member
  primary key (case_id, party_id, role)
);

create table document (
  id uuid primary key default gen_random_uuid(),
  case_id uuid references case_file,
  direction text not null check (direction in ('incoming', 'outgoing', 'internal')),
  title text not null,
  filename text not null,
  media_type text not null,
  size bigint not null,
  sha256 text not null,
  storage_key text not null,
  field text,                         -- form field it was attached to
  uploaded_by uuid references account,
  created_at timestamptz not null
);
create index document_case on document (case_id);

create table registration (
  id uuid primary key default gen_random_uuid(),
  register text not null default 'protocollo',
  year integer not null,
  number integer not null,
  registered_at timestamptz not null,
  presented_at timestamptz not null,
  direction text not null check (direction in ('incoming', 'outgoing')),
  object text not null,
  correspondents jsonb not null,      -- [{name, role}] as they were on that day
  document_id uuid not null unique references document,
  sha256 text not null,
  attachments jsonb not null default '[]',   -- [{documentId, title, sha256}]
  case_id uuid references case_file,
  registered_by text not null,
  cancelled_at timestamptz,
  cancelled_by text,
  cancel_reason text,
  unique (register, year, number)
);
create index registration_case on registration (case_id);

create table letter (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references case_file,
  code text not null,                 -- L1 … L16
  subject text not null,
  data jsonb not null,                -- everything the template reads, as it was
  own_part text not null default '',
  template_version text not null,
  status text not null check (status in ('draft', 'registered', 'sent', 'handed-over')),
  addressee_id uuid references party,
  draft_document_id uuid references document,
  document_id uuid references document,
  registration_id uuid references registration,
  effect_key text not null unique,    -- makes a repeat harmless: epoch and job key
  created_at timestamptz not null,
  registered_at timestamptz
);
create index letter_case on letter (case_id);

create table delivery (
  id uuid primary key default gen_random_uuid(),
  letter_id uuid not null references letter,
  channel text not null check (channel in ('email', 'desk')),
  address text,
  status text not null check (status in ('sending', 'sent', 'to-hand-over', 'handed-over', 'failed', 'uncertain')),
  message_id text,
  effect_key text not null unique,
  error text,
  created_at timestamptz not null,
  done_at timestamptz,
  done_by uuid references account
);
create index delivery_letter on delivery (letter_id);
create index delivery_waiting on delivery (status) where status in ('to-hand-over', 'uncertain', 'failed');

create table appointment (
  id uuid primary key default gen_random_uuid(),
  case_id uuid references case_file,
  office_id text not null references office,
  activity text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  effect_key text not null unique,
  created_at timestamptz not null,
  unique (office_id, starts_at)
);

create trigger registration_is_never_deleted before delete on registration
  for each row execute function refuse_change();
create function registration_fields_are_immutable() returns trigger language plpgsql as $$
begin
  if (new.register, new.year, new.number, new.registered_at, new.presented_at, new.direction, new.object,
      new.correspondents, new.document_id, new.sha256, new.attachments, new.registered_by)
     is distinct from
     (old.register, old.year, old.number, old.registered_at, old.presented_at, old.direction, old.object,
      old.correspondents, old.document_id, old.sha256, old.attachments, old.registered_by)
     or old.cancelled_at is not null then
    raise exception 'a registration is immutable (DPR 445/2000 art. 53)';
  end if;
  return new;
end $$;
create trigger registration_is_immutable before update on registration
  for each row execute function registration_fields_are_immutable();
`),
  down: (knex: Knex) =>
    knex.schema.raw(`
drop table appointment, delivery, letter, registration, document, case_party, case_file, counter, procedure_version;
drop function registration_fields_are_immutable`),
};
