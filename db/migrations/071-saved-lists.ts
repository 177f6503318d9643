import type { Knex } from 'knex';

/**
 * Filters that people keep under a name, and what the lists are read by at the volume of a town: indexes, and which
 * offices have had a task in a case, which rights ask of every row. It is kept by triggers on the projection's tables; it
 * refers to nothing, because nothing may ever stop the projection.
 */
export const savedLists = {
  name: '071-saved-lists',
  up: (knex: Knex) =>
    knex.schema.raw(`
create table saved_list (
  id uuid primary key default gen_random_uuid(),
  list text not null,                 -- cases, parties, inbox
  name text not null,
  params text not null,               -- as in the list's address
  account_id uuid not null references account,
  office_id text references office,   -- colleagues who see it too; null: nobody
  created_at timestamptz not null,
  unique (account_id, list, name)
);
create index saved_list_office on saved_list (office_id, list) where office_id is not null;

create table case_office (
  case_id uuid not null,
  office_id text not null,
  primary key (case_id, office_id)
);
create function case_office_of_job() returns trigger language plpgsql as $$
begin
  insert into case_office select instance.case_id, office.id
  from engine_instance instance, unnest(new.groups) office (id)
  where instance.key = new.instance_key and instance.case_id is not null
  on conflict do nothing;
  return null;
end $$;
create trigger job_notes_offices after insert or update of groups, instance_key on engine_job
  for each row when (new.kind = 'task') execute function case_office_of_job();
create function case_office_of_instance() returns trigger language plpgsql as $$
begin
  insert into case_office select new.case_id, office.id
  from engine_job job, unnest(job.groups) office (id) where job.instance_key = new.key and job.kind = 'task'
  on conflict do nothing;
  return null;
end $$;
create trigger instance_notes_offices after insert or update of case_id on engine_instance
  for each row when (new.case_id is not null) execute function case_office_of_instance();
insert into case_office select distinct instance.case_id, office.id
from engine_instance instance join engine_job job on job.instance_key = instance.key, unnest(job.groups) office (id)
where job.kind = 'task' and instance.case_id is not null;

create index case_file_number on case_file (status, number, id);
create index case_file_presented on case_file (status, opened_at, id);
create index case_file_running_number on case_file (right(number, 6));
create index party_code_begins on party (tax_code text_pattern_ops) where tax_code is not null;
create index audit_cases_read on audit (actor_id, id) where act = 'pratica.letta';
create index party_listed on party
  (lower(coalesce(organisation_name, family_name || ' ' || coalesce(given_name, ''))), id);
`),
  down: (knex: Knex) =>
    knex.schema.raw(
      'drop table saved_list, case_office; drop function case_office_of_job, case_office_of_instance cascade; drop index party_code_begins, case_file_number, case_file_presented, case_file_running_number, audit_cases_read, party_listed',
    ),
};
