import type { Knex } from 'knex';

/** The queue of the day, the devices that show it and give its numbers, and how people at the desk were identified. */
export const queue = {
  name: '041-queue',
  up: (knex: Knex) =>
    knex.schema.raw(`
create table queue_device (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('kiosk', 'display')),
  name text not null,
  token text not null unique,         -- the secret part of its address
  created_at timestamptz not null
);

create table ticket (
  id uuid primary key default gen_random_uuid(),
  day date not null,                  -- in Rome
  series text not null check (series in ('I', 'S', 'P')),
  number integer not null,
  status text not null default 'waiting' check (status in ('waiting', 'called', 'serving', 'skipped', 'done', 'no-show')),
  precedence boolean not null default false,      -- why is nobody's business: it would be health data
  appointment_id uuid references appointment,
  taken_at timestamptz not null,      -- counts for deadlines, whenever the person is served
  queued_at timestamptz not null,     -- place in the queue
  called_at timestamptz,              -- first call
  last_called_at timestamptz,
  calls integer not null default 0,
  serving_at timestamptz,
  ended_at timestamptz,
  station_number integer references station,
  operator_id uuid references account,
  present_at_closing boolean not null default false,  -- in the queue when the desk closed, served after
  contact_id uuid unique references contact,
  party_id uuid references party,
  submission_token text not null unique,
  unique (day, series, number),
  check ((status in ('called', 'serving')) <= (station_number is not null))
);
create index ticket_waiting on ticket (day, series, queued_at) where status = 'waiting';
create unique index ticket_of_station on ticket (station_number) where status in ('called', 'serving');
create index ticket_party on ticket (party_id);
create unique index ticket_of_appointment on ticket (appointment_id) where status <> 'no-show';

-- The contact says who the person is; its number never says otherwise, whichever way the contact was changed.
create function ticket_has_contacts_person() returns trigger language plpgsql as $$
begin
  update ticket set party_id = new.party_id where contact_id = new.id;
  return null;
end $$;
create trigger contact_tells_its_ticket after update of party_id on contact
  for each row when (new.party_id is distinct from old.party_id) execute function ticket_has_contacts_person();

create table identification (
  id uuid primary key default gen_random_uuid(),
  contact_id uuid not null references contact,
  party_id uuid not null references party,        -- who stands at the desk
  manner text not null check (manner in ('document', 'known', 'delegate')),
  document_kind text,
  document_ending text,               -- last signs of its number, never all of it
  principal_id uuid references party, -- for whom a delegate acts
  mandate text,                       -- which procura
  identified_at timestamptz not null,
  identified_by uuid not null references account,
  check (manner = 'known' or (document_kind is not null and document_ending is not null)),
  check ((manner = 'delegate') = (principal_id is not null and mandate is not null))
);
create index identification_contact on identification (contact_id, identified_at);
`),
  down: (knex: Knex) =>
    knex.schema.raw(`
drop trigger contact_tells_its_ticket on contact;
drop function ticket_has_contacts_person;
drop table identification, ticket, queue_device`),
};
