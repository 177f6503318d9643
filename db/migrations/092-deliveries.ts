import type { Knex } from 'knex';

/** Letters followed until they are received: one row a way and addressee, every attempt and receipt noted. */
export const deliveries = {
  name: '092-deliveries',
  up: (knex: Knex) =>
    knex.schema.raw(`
alter table delivery drop constraint delivery_channel_check, drop constraint delivery_status_check;
alter table delivery
  add constraint delivery_channel_check check (channel in ('pec', 'email', 'post', 'desk')),
  add constraint delivery_status_check check (status in
    ('sending', 'sent', 'accepted', 'delivered', 'to-post', 'posted', 'to-hand-over', 'handed-over', 'failed', 'uncertain')),
  add column party_id uuid references party,      -- who is served; null: somebody whom only the letter names
  add column via_id uuid references party,        -- who receives it for them, by a power that held when it went
  add column addressee text not null default '',  -- as it was called then
  add column admitted text[] not null default '{desk}',   -- ways that the diagram admits, in order
  add column attempt integer not null default 1,
  add column sent_at timestamptz,
  add column proof_at timestamptz,                -- when it counts as received: what terms run from
  add column tracking text,                       -- number of the registered letter
  add column answered_by uuid references delivery;  -- the next way, once this one has failed
create unique index delivery_message on delivery (message_id) where message_id is not null;
create index delivery_open on delivery (created_at)
  where status in ('sending', 'sent', 'accepted', 'to-post', 'posted', 'to-hand-over', 'uncertain');

update delivery set
  party_id = coalesce(letter.addressee_id, case when letter.code not in ('L11', 'L12', 'L16') then case_file.applicant_id end),
  addressee = coalesce(letter.data->'addressee'->>'name', ''),
  sent_at = case when delivery.channel = 'email' and delivery.status = 'sent' then delivery.done_at end,
  proof_at = case when delivery.status = 'handed-over' then delivery.done_at end
from letter join case_file on case_file.id = letter.case_id where letter.id = delivery.letter_id;

create table delivery_event (                     -- every attempt and every answer, as it came
  id bigint generated always as identity primary key,
  delivery_id uuid not null references delivery,
  kind text not null,                             -- sent, accepted, delivered, warned, failed…
  at timestamptz not null,                        -- when it happened, as who tells says
  noted_at timestamptz not null,
  noted_by text not null,
  detail text,                                    -- the words of the other side; never shown to offices
  document_id uuid references document            -- the receipt itself
);
create index delivery_event_delivery on delivery_event (delivery_id, id);
create trigger delivery_event_is_append_only before update or delete on delivery_event
  for each row execute function refuse_change();

create table mailbox (                            -- how far a mailbox was read
  address text primary key,
  uid_validity text not null,
  last_uid bigint not null
);
create table mailbox_message (                    -- each message once, however often the mailbox is read
  message_id text primary key,
  kind text not null,                             -- a PEC receipt's kind, or incoming
  taken_at timestamptz not null,
  document_id uuid references document on delete set null,
  delivery_id uuid references delivery
);
alter table scan add column sender text, add column subject text;   -- of what came by mail
`),
  down: (knex: Knex) =>
    knex.schema.raw(`
alter table scan drop column sender, drop column subject;
drop table mailbox_message, mailbox, delivery_event;
drop index delivery_message, delivery_open;
delete from delivery where channel in ('pec', 'post');
alter table delivery drop constraint delivery_channel_check, drop constraint delivery_status_check,
  drop column party_id, drop column via_id, drop column addressee, drop column admitted, drop column attempt,
  drop column sent_at, drop column proof_at, drop column tracking, drop column answered_by;
alter table delivery
  add constraint delivery_channel_check check (channel in ('email', 'desk')),
  add constraint delivery_status_check check (status in ('sending', 'sent', 'to-hand-over', 'handed-over', 'failed', 'uncertain'))`),
};
