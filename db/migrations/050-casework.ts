import type { Knex } from 'knex';

/** Work on a case beside its diagram: roles, notes, responsible officers, transfers, relations, tags, access, drafts. */
export const casework = {
  name: '050-casework',
  up: (knex: Knex) =>
    knex.schema.raw(`
create table casework_done (
  token uuid primary key,             -- submission token of a form: the same form sent again changes nothing
  case_id uuid not null,
  at timestamptz not null
);

create table case_role_change (       -- case_party holds the roles of today, this how they came about
  id bigint generated always as identity primary key,
  case_id uuid not null references case_file,
  party_id uuid not null references party,
  role text not null,
  change text not null check (change in ('added', 'ended')),
  reason text not null,
  by_id uuid not null references account,
  at timestamptz not null
);
create index case_role_change_case on case_role_change (case_id, id);

create table case_note (
  id bigint generated always as identity primary key,
  case_id uuid not null references case_file,
  kind text not null check (kind in ('internal', 'hand-over')),
  text text not null,
  author_id uuid not null references account,
  at timestamptz not null
);
create index case_note_case on case_note (case_id, id);
create trigger case_note_is_append_only before update or delete on case_note
  for each row execute function refuse_change();

create table case_assignment (
  id bigint generated always as identity primary key,
  case_id uuid not null references case_file,
  kind text not null check (kind in ('assigned', 'changed', 'abstained', 'transferred')),
  from_id uuid references account,
  to_id uuid references account,      -- null: until assigned, the head of the unit (L. 241/1990 art. 5 c. 2)
  reason text not null,
  by_id uuid references account,
  at timestamptz not null
);
create index case_assignment_case on case_assignment (case_id, id);
create trigger case_assignment_is_append_only before update or delete on case_assignment
  for each row execute function refuse_change();

create table case_transfer (
  id bigint generated always as identity primary key,
  case_id uuid not null references case_file,
  from_office text not null references office,
  to_office text not null references office,
  had_tasks boolean not null,         -- the office that gives it away keeps seeing what it had tasks in
  reason text not null,
  by_id uuid not null references account,
  at timestamptz not null
);
create index case_transfer_case on case_transfer (case_id, id);
create index case_transfer_from on case_transfer (from_office) where had_tasks;
create trigger case_transfer_is_append_only before update or delete on case_transfer
  for each row execute function refuse_change();

create table case_relation (
  case_id uuid not null references case_file,
  other_id uuid not null references case_file,
  kind text not null check (kind in ('related', 'same-person', 'duplicate', 'reopening')),
  by_id uuid not null references account,
  at timestamptz not null,
  primary key (case_id, other_id),
  check (case_id < other_id)          -- one row for both directions
);
create index case_relation_other on case_relation (other_id);

create table case_tag (
  case_id uuid not null references case_file,
  tag text not null,
  by_id uuid not null references account,
  at timestamptz not null,
  primary key (case_id, tag)
);
create index case_tag_tag on case_tag (tag);
create index case_tag_at on case_tag (at);

create table case_follow_up (
  case_id uuid not null references case_file,
  account_id uuid not null references account,
  due_on date not null,
  note text not null,
  at timestamptz not null,
  primary key (case_id, account_id)
);
create index case_follow_up_account on case_follow_up (account_id, due_on);

create table case_grant (             -- who else needs to know a restricted case, why and until when
  id bigint generated always as identity primary key,
  case_id uuid not null references case_file,
  account_id uuid not null references account,
  reason text not null,
  until date not null,
  by_id uuid not null references account,
  at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid references account
);
create index case_grant_case on case_grant (case_id, id);
create index case_grant_account on case_grant (account_id) where ended_at is null;

alter table case_draft
  add column begun_by uuid references account,
  add column taken_at timestamptz;
update case_draft set begun_by = account_id;

create table case_draft_note (
  id bigint generated always as identity primary key,
  draft_id uuid not null references case_draft on delete cascade,
  text text not null,
  author_id uuid not null references account,
  at timestamptz not null
);
create index case_draft_note_draft on case_draft_note (draft_id, id);

create table case_draft_aside (       -- what somebody typed into a draft that a colleague had taken over meanwhile
  draft_id uuid not null references case_draft on delete cascade,
  account_id uuid not null references account,
  data jsonb not null,
  at timestamptz not null,
  primary key (draft_id, account_id)
);

create table case_draft_viewer (
  draft_id uuid not null references case_draft on delete cascade,
  account_id uuid not null references account,
  seen_at timestamptz not null,       -- wall time, as of tasks
  primary key (draft_id, account_id)
);
create index audit_draft on audit ((details ->> 'bozza')) where act like 'bozza.%';

create function office_today() returns date stable language sql as $$
  select ((now() + coalesce((select milliseconds from clock_offset), 0) * interval '1 millisecond')
    at time zone 'Europe/Rome')::date
$$;
`),
  down: (knex: Knex) =>
    knex.schema.raw(`
drop function office_today;
drop index audit_draft;
drop table case_draft_viewer, case_draft_aside, case_draft_note, case_grant, case_follow_up, case_tag, case_relation,
  case_transfer, case_assignment, case_note, case_role_change, casework_done;
alter table case_draft drop column begun_by, drop column taken_at`),
};
