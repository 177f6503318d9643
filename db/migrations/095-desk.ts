import type { Knex } from 'knex';

/** What the desk still missed: emergency numbers given by the program, reminders that repeat, codes to be told. */
export const desk = {
  name: '095-desk',
  up: (knex: Knex) =>
    knex.schema.raw(`
-- While the emergency register is open an entry stands in it ('emergenza') under its emergency number; when it is brought
-- in it moves once to 'protocollo', with an ordinary number and the day on which it got it (DPR 445/2000 art. 63 c. 5).
alter table registration
  add constraint registration_register check (register in ('protocollo', 'emergenza')),
  add constraint registration_waiting check (register = 'protocollo' or emergency_number = number),
  add column protocol text generated always as (
    case register when 'emergenza' then 'E' || number::text
      else lpad(number::text, greatest(7, length(number::text)), '0') || '/' || year::text end) stored,
  add column entered_at timestamptz generated always as (coalesce(emergency_at, registered_at)) stored;
create index registration_waiting on registration (outage_id, number) where register = 'emergenza';

create or replace function registration_fields_are_immutable() returns trigger language plpgsql as $$
declare gets_its_number boolean := old.register = 'emergenza' and new.register = 'protocollo' and old.cancelled_at is null;
begin
  if (new.presented_at, new.direction, new.object, new.correspondents, new.document_id, new.sha256, new.attachments,
      new.registered_by, new.sender_date, new.sender_number, new.duplicate_of, new.submission_token, new.outage_id,
      new.emergency_number, new.emergency_at)
     is distinct from
     (old.presented_at, old.direction, old.object, old.correspondents, old.document_id, old.sha256, old.attachments,
      old.registered_by, old.sender_date, old.sender_number, old.duplicate_of, old.submission_token, old.outage_id,
      old.emergency_number, old.emergency_at)
     or (not gets_its_number and (new.register, new.year, new.number, new.registered_at)
         is distinct from (old.register, old.year, old.number, old.registered_at))
     or old.cancelled_at is not null then
    raise exception 'a registration is immutable (DPR 445/2000 art. 53)';
  end if;
  return new;
end $$;

-- A question past its due time is reminded each working day, and told to the head of the office
alter table question
  add column reminders integer not null default 0,
  add column escalated_at timestamptz;
update question set reminders = 1 where reminded_at is not null;
alter table question_entry drop constraint question_entry_kind_check,
  add constraint question_entry_kind_check
    check (kind in ('asked', 'answered', 'returned', 'asked-again', 'reminded', 'escalated', 'told'));
drop index question_due;
create index question_overdue on question (due_at) where status = 'open';

-- A missing codice fiscale is asked for until it is given, unless it will never come
alter table party add column code_follow text check (code_follow in ('awaited', 'never'));
update party set code_follow = 'awaited' where tax_code is null and no_code_reason is not null;
create index party_code_awaited on party (id) where code_follow = 'awaited' and tax_code is null and merged_into is null;

-- A parent's part in a case ends by itself when the child comes of age
alter table case_role_change alter column by_id drop not null;
`),
  down: (knex: Knex) =>
    knex.schema.raw(`
alter table registration drop column protocol, drop column entered_at, drop constraint registration_register,
  drop constraint registration_waiting;
drop index question_overdue;
create index question_due on question (due_at) where status = 'open' and reminded_at is null;
alter table question drop column reminders, drop column escalated_at;
alter table party drop column code_follow`),
};
