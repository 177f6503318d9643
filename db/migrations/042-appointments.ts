import type { Knex } from 'knex';

/** Appointments of persons at a desk, beside the office's own visits; how long each takes; calendar addresses. */
export const appointments = {
  name: '042-appointments',
  up: (knex: Knex) =>
    knex.schema.raw(`
alter table appointment
  drop constraint appointment_office_id_starts_at_key,
  add column desk_id text references desk,        -- null: a visit of the office
  add column party_id uuid references party,
  add column procedure_id text,
  add column code text unique,                    -- what the person and the display know it by
  add column link_token text unique,              -- secret part of the address of the person's own calendar file
  add column status text not null default 'booked' check (status in ('booked', 'arrived', 'cancelled', 'no-show')),
  add column reminded_at timestamptz,
  add column reminded_by uuid references account,
  add column booked_by uuid references account,
  add column cancel_reason text,
  add column moved_from timestamptz,
  add constraint appointment_at_desk
    check (desk_id is null or (party_id is not null and procedure_id is not null and code is not null and link_token is not null));
create unique index appointment_visit on appointment (office_id, starts_at) where desk_id is null;
create index appointment_desk on appointment (desk_id, starts_at) where desk_id is not null;
create index appointment_party on appointment (party_id, starts_at);

create table appointment_length (
  procedure_id text primary key,
  minutes integer not null check (minutes between 5 and 240)
);

create table calendar_feed (
  token text primary key,
  desk_id text unique references desk,
  office_id text unique references office,
  created_at timestamptz not null,
  check ((desk_id is null) <> (office_id is null))
);
`),
  down: (knex: Knex) =>
    knex.schema.raw(`
drop table calendar_feed, appointment_length;
delete from appointment where desk_id is not null;
drop index appointment_visit;
alter table appointment drop column desk_id cascade, drop column party_id, drop column procedure_id, drop column code,
  drop column link_token, drop column status, drop column reminded_at, drop column reminded_by, drop column booked_by,
  drop column cancel_reason, drop column moved_from, add unique (office_id, starts_at)`),
};
