import type { Knex } from 'knex';

/** Every exchange with a person, at the desk, by phone or by mail, and what was asked in it. */
export const contacts = {
  name: '030-contacts',
  up: (knex: Knex) =>
    knex.schema.raw(`
create table contact (
  id uuid primary key default gen_random_uuid(),
  year integer not null,
  number integer not null,
  account_id uuid not null references account,        -- the operator who has it
  office_id text references office,
  channel text not null check (channel in ('desk', 'phone', 'email', 'pec', 'post')),
  party_id uuid references party,                     -- null: who asks for information needn't say who they are
  capacity text check (capacity in ('self', 'delegate', 'other')),
  case_id uuid references case_file,
  reason text,
  outcome text,
  note text,
  is_current boolean not null default false,          -- the others that are open wait
  current_since timestamptz not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  submission_token text unique,
  closing_token text,
  unique (year, number),
  check (party_id is not null or capacity is null),
  check ((ended_at is null) = (outcome is null)),
  check (ended_at is null or not is_current)
);
create unique index contact_current on contact (account_id) where is_current;
create index contact_open on contact (account_id) where ended_at is null;
create index contact_party on contact (party_id, started_at desc);
create index contact_case on contact (case_id);
create index contact_day on contact (started_at);

create table contact_item (
  id uuid primary key default gen_random_uuid(),
  contact_id uuid not null references contact,
  kind text not null check (kind in ('text', 'procedure', 'case')),
  text text,
  procedure_id text,
  case_id uuid references case_file,
  answer text,
  outcome text not null check (outcome in ('noted', 'answered', 'asked-office', 'case-opened')),
  created_at timestamptz not null,
  created_by uuid not null references account,
  submission_token text unique,
  check (kind <> 'text' or text is not null),
  check (kind <> 'procedure' or procedure_id is not null),
  check (kind <> 'case' or case_id is not null)
);
create index contact_item_contact on contact_item (contact_id, created_at);
create index contact_item_case on contact_item (case_id);

create function closed_contact_stands() returns trigger language plpgsql as $$
begin
  -- the person may still become the one they were found to be the duplicate of
  if old.ended_at is not null and to_jsonb(new) - 'party_id' <> to_jsonb(old) - 'party_id' then
    raise exception 'a closed contact is append-only';
  end if;
  return new;
end $$;
create trigger contact_stands before update on contact for each row execute function closed_contact_stands();
create trigger contact_is_never_deleted before delete on contact for each row execute function refuse_change();

create function items_of_closed_contact_stand() returns trigger language plpgsql as $$
begin
  if exists (select from contact where id = new.contact_id and ended_at is not null) then
    raise exception 'a closed contact is append-only';
  end if;
  return new;
end $$;
create trigger contact_item_stands before insert or update on contact_item
  for each row execute function items_of_closed_contact_stand();
create trigger contact_item_is_never_deleted before delete on contact_item
  for each row execute function refuse_change();
`),
  down: (knex: Knex) =>
    knex.schema.raw(`drop table contact_item, contact;
drop function closed_contact_stands, items_of_closed_contact_stand`),
};
