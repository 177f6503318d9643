import type { Knex } from 'knex';

/** Open cases moved to another version of their procedure by an explicit plan. */
export const movedCases = {
  name: '114-moved-cases',
  up: (knex: Knex) =>
    knex.schema.raw(`
alter table engine_command drop constraint engine_command_kind_check;
alter table engine_command add constraint engine_command_kind_check check (kind in
  ('publish-message', 'complete-job', 'resolve-incident', 'migrate-instance', 'replace-instance', 'deploy'));

alter table engine_instance add column is_replaced boolean not null default false; -- ended by a plan: its case goes on

create table move_plan (
  id uuid primary key default gen_random_uuid(),
  procedure_id text not null,
  from_version_id uuid not null references procedure_version,
  to_version_id uuid not null references procedure_version,
  mapping jsonb not null,                -- ids of the earlier diagram by ids of the later, where they differ
  reason text not null,
  created_at timestamptz not null,
  created_by text not null
);
create index move_plan_procedure on move_plan (procedure_id, created_at);

create table moved_case (
  plan_id uuid not null references move_plan,
  case_id uuid not null references case_file,
  way text not null check (way in ('migrate', 'resume')),
  instance_key bigint not null,          -- the instance it ran in when the plan was made
  targets text[] not null,               -- where the plan says it stands afterwards
  command_id bigint not null references engine_command,
  primary key (plan_id, case_id)
);
create index moved_case_command on moved_case (command_id);
create index moved_case_case on moved_case (case_id);
`),
  down: (knex: Knex) =>
    knex.schema.raw(`
drop table moved_case, move_plan;
alter table engine_instance drop column is_replaced;
alter table engine_command drop constraint engine_command_kind_check;
alter table engine_command add constraint engine_command_kind_check check (kind in
  ('publish-message', 'complete-job', 'resolve-incident', 'cancel-instance', 'deploy'))`),
};
