import type { Knex } from 'knex';

/** Filters that people keep under a name, and what the lists are read by at the volume of a town. */
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

create index case_file_number on case_file (status, number, id);
create index case_file_presented on case_file (status, opened_at, id);
create index case_file_running_number on case_file (right(number, 6));
create index audit_cases_read on audit (actor_id, id) where act = 'pratica.letta';
create index party_listed on party
  (lower(coalesce(organisation_name, family_name || ' ' || coalesce(given_name, ''))), id);
`),
  down: (knex: Knex) =>
    knex.schema.raw(
      'drop table saved_list; drop index case_file_number, case_file_presented, case_file_running_number, audit_cases_read, party_listed',
    ),
};
