import type { Knex } from 'knex';

/** The ledger of every case's term, and what the diagrams are to be told when a term ends. */
export const terms = {
  name: '080-terms',
  up: (knex: Knex) =>
    knex.schema.raw(`
create table term_event (
  id bigint generated always as identity primary key,
  case_id uuid not null references case_file,
  kind text not null check (kind in ('started', 'incomplete', 'regularised', 'suspended', 'resumed', 'interrupted', 'extended', 'ended')),
  on_date date not null,              -- the day on which it happened; may precede the line
  cause text,                         -- the stop's rule: integrazione, preavviso…
  days integer,                       -- of an extension
  article text,                       -- the law it rests on
  document_id uuid references document,   -- what proves it
  effect_key text not null unique,    -- makes a repeat harmless
  recorded_at timestamptz not null,
  recorded_by text not null
);
create index term_event_case on term_event (case_id, on_date, id);
create trigger term_event_is_append_only before update or delete on term_event
  for each row execute function refuse_change();

create table term_alarm (
  id uuid primary key default gen_random_uuid(),   -- also the message's id: the engine takes it once
  case_id uuid not null references case_file,
  message_name text not null,         -- termine.scaduto, sospensione.scaduta…
  for_date date not null,
  due_at timestamptz not null,
  sent_at timestamptz,
  unique (case_id, message_name, for_date)
);
create index term_alarm_due on term_alarm (due_at, id) where sent_at is null;

alter table case_file add column term_stopped_until date;   -- projection of the ledger, for lists

insert into term_event (case_id, kind, on_date, effect_key, recorded_at, recorded_by)
select id, 'started', (presented_at at time zone 'Europe/Rome')::date, 'started ' || id, opened_at, 'Sportello'
from case_file order by opened_at;
`),
  down: (knex: Knex) =>
    knex.schema.raw(
      'alter table case_file drop column term_stopped_until; drop table term_alarm, term_event',
    ),
};
