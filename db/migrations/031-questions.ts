import type { Knex } from 'knex';

/** What an operator can't answer goes to an office and comes back to the desk, which answers the person. */
export const questions = {
  name: '031-questions',
  up: (knex: Knex) =>
    knex.schema.raw(`
create table question (
  id uuid primary key default gen_random_uuid(),
  year integer not null,
  number integer not null,
  kind text not null check (kind in ('question', 'call-back')),
  office_id text not null references office,
  contact_id uuid not null references contact,
  party_id uuid references party,
  case_id uuid references case_file,
  procedure_id text,
  text text not null,
  asked_first jsonb not null default '[]',            -- [{question, answer}], what the office wants known beforehand
  call_back text,                                     -- where and when to call: for the desk only, offices call nobody
  due_at timestamptz not null,
  status text not null check (status in ('open', 'answered', 'returned', 'closed')),
  asked_at timestamptz not null,
  asked_by uuid not null references account,
  reminded_at timestamptz,                            -- the due time passed unanswered
  closed_at timestamptz,
  closing_contact_id uuid references contact,         -- in which the person was told
  submission_token text unique,
  unique (year, number),
  check ((status = 'closed') = (closed_at is not null))
);
create index question_office on question (office_id, due_at) where status = 'open';
create index question_desk on question (asked_at) where status <> 'closed';
create index question_due on question (due_at) where status = 'open' and reminded_at is null;
create index question_party on question (party_id);
create index question_case on question (case_id);

create table question_entry (
  id bigint generated always as identity primary key,
  question_id uuid not null references question,
  at timestamptz not null,
  account_id uuid references account,                 -- null: the program itself
  kind text not null check (kind in ('asked', 'answered', 'returned', 'asked-again', 'reminded', 'told')),
  text text
);
create index question_entry_question on question_entry (question_id, id);
create trigger question_entry_is_append_only before update or delete on question_entry
  for each row execute function refuse_change();
create trigger question_is_never_deleted before delete on question for each row execute function refuse_change();
`),
  down: (knex: Knex) => knex.schema.raw('drop table question_entry, question'),
};
