import type { Knex } from 'knex';

/** What goes to the engine (outbox), what comes from it (projection), and how both know each other (epoch). */
export const engine = {
  name: '003-engine',
  up: (knex: Knex) =>
    knex.schema.raw(`
create table engine_epoch (
  epoch uuid primary key,             -- written in the engine's data folder too
  started_at timestamptz not null,
  current boolean not null
);
create unique index engine_epoch_current on engine_epoch (current) where current;

create table clock_offset (
  single boolean primary key default true check (single),
  milliseconds bigint not null
);

create table engine_command (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('publish-message', 'complete-job', 'resolve-incident', 'cancel-instance', 'deploy')),
  payload jsonb not null,
  idempotency_key text not null unique,
  case_id uuid references case_file,
  status text not null default 'pending' check (status in ('pending', 'accepted', 'refused')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),   -- wall time: back-off must not depend on a moved clock
  outcome jsonb,
  last_error text,
  created_at timestamptz not null,
  created_by text not null,
  done_at timestamptz
);
create index engine_command_pending on engine_command (next_attempt_at, id) where status = 'pending';
create index engine_command_case on engine_command (case_id);

create table worker_effect (
  epoch uuid not null,
  job_key bigint not null,
  type text not null,
  result jsonb not null,
  at timestamptz not null,
  primary key (epoch, job_key)
);

create table stream_position (
  epoch uuid not null,
  lane text not null check (lane in ('now', 'history')),
  partition integer not null,
  position bigint not null,
  record_at timestamptz not null,     -- when the engine wrote it
  received_at timestamptz not null,   -- wall time when we committed it
  records bigint not null default 0,
  primary key (epoch, lane, partition)
);

create table stream_poison (
  id bigint generated always as identity primary key,
  epoch uuid not null,
  lane text not null,
  partition integer,
  position bigint,
  value_type text,
  line text not null,
  error text not null,
  at timestamptz not null default now(),
  resolved_at timestamptz
);

create table engine_process (
  process_definition_key bigint primary key,
  process_id text not null,
  version integer not null,
  resource text not null,
  position bigint not null
);

create table engine_instance (
  key bigint primary key,
  process_id text,
  process_definition_key bigint,
  version integer,
  parent_key bigint,
  case_id uuid,
  state text not null check (state in ('active', 'completed', 'terminated')),
  started_at timestamptz,
  ended_at timestamptz,
  position bigint not null
);
create index engine_instance_case on engine_instance (case_id);
create index engine_instance_without_case on engine_instance (parent_key) where case_id is null;

create table engine_element (
  key bigint primary key,             -- element instance
  instance_key bigint not null,
  scope_key bigint,
  element_id text not null,
  type text not null,
  state text not null check (state in ('active', 'completed', 'terminated')),
  entered_at timestamptz not null,
  left_at timestamptz,
  position bigint not null
);
create index engine_element_instance on engine_element (instance_key, position);

create table engine_flow (
  instance_key bigint not null,
  flow_id text not null,
  position bigint not null,
  taken_at timestamptz not null,
  primary key (instance_key, flow_id, position)
);

create table engine_job (
  key bigint primary key,
  type text not null,
  kind text not null check (kind in ('task', 'job')),
  instance_key bigint not null,
  process_definition_key bigint not null,
  process_id text not null,
  element_id text not null,
  element_key bigint not null,
  state text not null check (state in ('created', 'activated', 'failed', 'error-thrown', 'completed', 'cancelled')),
  retries integer not null,
  error_message text,
  form_key text,
  groups text[] not null default '{}',
  headers jsonb not null default '{}',
  due_at timestamptz,
  created_at timestamptz not null,
  ended_at timestamptz,
  position bigint not null
);
create index engine_job_instance on engine_job (instance_key);
create index engine_job_open_tasks on engine_job using gin (groups) where kind = 'task' and state in ('created', 'activated', 'failed');
create index engine_job_due on engine_job (due_at) where kind = 'task' and state in ('created', 'activated', 'failed');

create table engine_incident (
  key bigint primary key,
  instance_key bigint not null,
  element_id text not null,
  element_key bigint not null,
  job_key bigint,
  error_type text not null,
  error_message text not null,
  state text not null check (state in ('created', 'resolved')),
  created_at timestamptz not null,
  resolved_at timestamptz,
  position bigint not null
);
create index engine_incident_open on engine_incident (created_at) where state = 'created';

create table engine_variable (
  scope_key bigint not null,
  name text not null,
  instance_key bigint not null,
  value jsonb not null,
  position bigint not null,
  primary key (scope_key, name)
);
create index engine_variable_instance on engine_variable (instance_key);

create table engine_subscription (
  element_key bigint not null,
  message_name text not null,
  instance_key bigint not null,
  state text not null check (state in ('open', 'closed')),
  position bigint not null,
  primary key (element_key, message_name)
);
create index engine_subscription_open on engine_subscription (instance_key) where state = 'open';

create table engine_error (
  position bigint not null,
  partition integer not null,
  instance_key bigint,
  message text not null,
  stacktrace text not null default '',
  at timestamptz not null,
  primary key (partition, position)
);

create table task_claim (
  job_key bigint primary key,
  account_id uuid not null references account,
  claimed_at timestamptz not null,
  note text
);
create index task_claim_account on task_claim (account_id);

create table task_draft (
  job_key bigint not null,
  account_id uuid not null references account,
  case_id uuid not null references case_file,
  data jsonb not null,
  reason text not null default 'draft' check (reason in ('draft', 'task-gone')),
  updated_at timestamptz not null,
  primary key (job_key, account_id)
);

create table task_result (
  job_key bigint primary key,
  case_id uuid not null references case_file,
  element_id text not null,
  form_key text,
  data jsonb not null,
  completed_by uuid references account,
  completed_at timestamptz not null,
  command_id bigint not null references engine_command
);
create index task_result_case on task_result (case_id, completed_at);

create table incoming_act (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references case_file,
  message_name text not null,
  data jsonb not null,
  registration_id uuid references registration,
  received_at timestamptz not null,
  received_by uuid references account,
  submission_token text not null unique,
  command_id bigint not null references engine_command
);
create index incoming_act_case on incoming_act (case_id);

create table incident_attempt (
  id bigint generated always as identity primary key,
  incident_key bigint not null,
  command_id bigint not null references engine_command,
  variables jsonb not null default '{}',
  attempted_by uuid references account,
  attempted_at timestamptz not null
);
create index incident_attempt_incident on incident_attempt (incident_key);

create table task_viewer (
  job_key bigint not null,
  account_id uuid not null references account,
  seen_at timestamptz not null,
  primary key (job_key, account_id)
);

create table simulated_anpr_person (
  tax_code text primary key,
  given_name text not null,
  family_name text not null,
  birth_date date,
  resident boolean not null,
  address text not null,
  available boolean not null default true
);
create table simulated_anpr_change (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null unique references case_file,
  new_address text not null,
  effective_from date not null,
  registered_at timestamptz not null,
  restored_at timestamptz,
  previous jsonb not null
);
`),
  down: (knex: Knex) =>
    knex.schema.raw(`
drop table simulated_anpr_change, simulated_anpr_person, task_viewer, incident_attempt, incoming_act, task_result,
  task_draft, task_claim, engine_error, engine_subscription, engine_variable, engine_incident, engine_job, engine_flow,
  engine_element, engine_instance, engine_process, stream_poison, stream_position, worker_effect, engine_command,
  clock_offset, engine_epoch`),
};
