import type { Knex } from 'knex';

/** The register's own work: manual entries, cancellations, the daily register, the emergency register. */
export const register = {
  name: '020-register',
  up: (knex: Knex) =>
    knex.schema.raw(`
create table register_outage (
  id uuid primary key default gen_random_uuid(),
  started_at timestamptz not null,    -- since when the register could not be used (DPR 445/2000 art. 63 c. 1)
  cause text not null,
  authority text not null,            -- who allowed the emergency register, and by which act
  first_number integer not null,      -- emergency numbers go on from one outage to the next (art. 63 c. 4)
  last_number integer,                -- last one used; said when the register works again
  opened_at timestamptz not null,
  opened_by text not null,
  ended_at timestamptz,
  closed_at timestamptz,
  closed_by text
);
create unique index register_outage_one_open on register_outage ((true)) where closed_at is null;

alter table registration
  add column sender_date date,        -- the date and number that the sender gave the document (art. 53 c. 1 e)
  add column sender_number text,
  add column duplicate_of uuid references registration,
  add column submission_token uuid unique,
  add column outage_id uuid references register_outage,
  add column emergency_number integer,
  add column emergency_at timestamptz,
  add column cancel_authority text,   -- who ordered the cancellation
  add column cancel_act text,         -- by which act (art. 54)
  add constraint registration_cancelled_by_act
    check (cancelled_at is null or (cancel_reason is not null and cancel_authority is not null and cancel_act is not null)),
  add constraint registration_emergency_whole
    check ((outage_id is null) = (emergency_number is null) and (outage_id is null) = (emergency_at is null)),
  add constraint registration_emergency_once unique (outage_id, emergency_number);
create index registration_moment on registration (registered_at);
create index registration_hash on registration (sha256);
create extension if not exists pg_trgm;
create index registration_object on registration using gin (object gin_trgm_ops);
create index registration_names on registration
  using gin ((jsonb_path_query_array(correspondents, '$[*].name')::text) gin_trgm_ops);
create index registration_attachments on registration using gin (attachments jsonb_path_ops);
create index registration_cancelled on registration (year, number) where cancelled_at is not null;

create table register_day (
  day date not null,
  volume integer not null,            -- a day with very many registrations takes several
  complete boolean not null,          -- the last volume: the day is done
  entries integer not null,
  first_number integer,
  last_number integer,
  cancellations integer not null,
  document_id uuid not null unique references document,
  sha256 text not null,
  made_at timestamptz not null,
  made_by text not null,
  primary key (day, volume)
);
create table register_day_entry (
  registration_id uuid primary key references registration,   -- in one daily register each, and in no more
  day date not null,
  volume integer not null,
  foreign key (day, volume) references register_day
);
create index register_day_entry_day on register_day_entry (day, volume);
create trigger register_day_is_append_only before update or delete on register_day
  for each row execute function refuse_change();

create or replace function registration_fields_are_immutable() returns trigger language plpgsql as $$
begin
  if (new.register, new.year, new.number, new.registered_at, new.presented_at, new.direction, new.object,
      new.correspondents, new.document_id, new.sha256, new.attachments, new.registered_by, new.sender_date,
      new.sender_number, new.duplicate_of, new.submission_token, new.outage_id, new.emergency_number, new.emergency_at)
     is distinct from
     (old.register, old.year, old.number, old.registered_at, old.presented_at, old.direction, old.object,
      old.correspondents, old.document_id, old.sha256, old.attachments, old.registered_by, old.sender_date,
      old.sender_number, old.duplicate_of, old.submission_token, old.outage_id, old.emergency_number, old.emergency_at)
     or old.cancelled_at is not null then
    raise exception 'a registration is immutable (DPR 445/2000 art. 53)';
  end if;
  return new;
end $$;
`),
  down: (knex: Knex) =>
    knex.schema.raw(`
drop table register_day_entry, register_day;
drop index registration_moment, registration_hash, registration_object, registration_names, registration_attachments,
  registration_cancelled;
alter table registration drop column sender_date, drop column sender_number,
  drop column duplicate_of, drop column submission_token, drop column outage_id, drop column emergency_number,
  drop column emergency_at, drop column cancel_authority, drop column cancel_act;
drop table register_outage;`),
};
