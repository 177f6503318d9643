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

-- Pairs that may be one party, kept by triggers: comparing everybody with everybody takes seconds. No foreign keys, so that
-- a merge leaves them to the triggers.
create table party_suspect (
  first_id uuid not null,
  second_id uuid not null,
  reason text not null check (reason in ('code', 'name')),
  name text not null,                 -- of the first, by which they are listed
  primary key (first_id, second_id)
);
create index party_suspect_second on party_suspect (second_id);
create index party_suspect_listed on party_suspect (reason, name, first_id, second_id);

-- A shared code, or one birth date and nearly one name (as alike as web/parties/duplicates says)
create view party_suspect_source as
  select first.id as first_id, second.id as second_id, min(pair.reason) as reason, min(first.plain_name) as name
  from (
    select a.party_id as one, b.party_id as other, 'code' as reason
    from party_identifier a join party_identifier b on b.value = a.value and b.party_id <> a.party_id
      and (a.kind = b.kind or a.kind <> 'foreign' and b.kind <> 'foreign') and a.country = b.country
    union all
    select a.id, b.id, 'name' from party a join party b on b.birth_date = a.birth_date and b.id <> a.id
      and similarity(a.plain_name, b.plain_name) >= 0.45
  ) pair
  join party first on first.id = pair.one and first.merged_into is null
  join party second on second.id = pair.other and second.merged_into is null
  where first.id < second.id
  group by first.id, second.id;

create function party_suspect_again(of_party uuid) returns void language sql as $$
  -- Two at once that take pairs away in another order would wait for each other
  select pg_advisory_xact_lock(hashtext('party_suspect'))
    where exists (select from party_suspect where first_id = of_party or second_id = of_party);
  delete from party_suspect where first_id = of_party or second_id = of_party;
  insert into party_suspect
  select least(me.id, other.id), greatest(me.id, other.id), min(pair.reason),
    min(case when me.id < other.id then me.plain_name else other.plain_name end)
  from party me
  cross join lateral (
    select b.party_id as other, 'code' as reason
    from party_identifier a join party_identifier b on b.value = a.value and b.party_id <> a.party_id
      and (a.kind = b.kind or a.kind <> 'foreign' and b.kind <> 'foreign') and a.country = b.country
    where a.party_id = me.id
    union all
    select b.id, 'name' from party b where b.birth_date = me.birth_date and b.id <> me.id
      and similarity(me.plain_name, b.plain_name) >= 0.45
  ) pair
  join party other on other.id = pair.other and other.merged_into is null
  where me.id = of_party and me.merged_into is null
  group by me.id, other.id
  on conflict (first_id, second_id) do update set reason = excluded.reason, name = excluded.name
$$;
create function party_keeps_suspects() returns trigger language plpgsql as $$
begin
  if tg_op <> 'DELETE' then perform party_suspect_again((to_jsonb(new) ->> tg_argv[0])::uuid); end if;
  if tg_op = 'DELETE' or tg_op = 'UPDATE' and to_jsonb(new) ->> tg_argv[0] <> to_jsonb(old) ->> tg_argv[0] then
    perform party_suspect_again((to_jsonb(old) ->> tg_argv[0])::uuid);
  end if;
  return null;
end $$;
create trigger party_suspects_new after insert on party for each row execute function party_keeps_suspects('id');
create trigger party_suspects_changed after update of organisation_name, family_name, given_name, birth_date, merged_into
  on party for each row when ((old.plain_name, old.birth_date, old.merged_into)
    is distinct from (new.plain_name, new.birth_date, new.merged_into))
  execute function party_keeps_suspects('id');
create trigger party_identifier_suspects after insert or delete on party_identifier
  for each row execute function party_keeps_suspects('party_id');
create trigger party_identifier_suspects_moved after update of party_id, value on party_identifier
  for each row when ((old.party_id, old.value) is distinct from (new.party_id, new.value))
  execute function party_keeps_suspects('party_id');
insert into party_suspect select * from party_suspect_source;

-- Who acts for others is few among all who are known
create index case_party_delegate on case_party (case_id, party_id, relation_id) where role = 'delegate';
create index party_relation_working on party_relation (agent_id) where kind in ('professional', 'delegate');

-- Emptying a table passes by the triggers of its rows: the register, its days and the trail refuse that too
create trigger registration_is_never_emptied before truncate on registration
  for each statement execute function refuse_change();
create trigger register_day_is_never_emptied before truncate on register_day
  for each statement execute function refuse_change();
create trigger audit_is_never_emptied before truncate on audit for each statement execute function refuse_change();
`),
  down: (knex: Knex) =>
    knex.schema.raw(`
alter table registration drop column protocol, drop column entered_at, drop constraint registration_register,
  drop constraint registration_waiting;
drop index question_overdue;
create index question_due on question (due_at) where status = 'open' and reminded_at is null;
alter table question drop column reminders, drop column escalated_at;
alter table party drop column code_follow;
drop trigger party_suspects_new on party;
drop trigger party_suspects_changed on party;
drop trigger party_identifier_suspects on party_identifier;
drop trigger party_identifier_suspects_moved on party_identifier;
drop function party_keeps_suspects, party_suspect_again;
drop view party_suspect_source;
drop table party_suspect;
drop index case_party_delegate, party_relation_working;
drop trigger registration_is_never_emptied on registration;
drop trigger register_day_is_never_emptied on register_day;
drop trigger audit_is_never_emptied on audit`),
};
