import type { Knex } from 'knex';

/** Requests still being written at the desk: the typing survives a closed tab and a lost session. */
export const drafts = {
  name: '004-drafts',
  up: (knex: Knex) =>
    knex.schema.raw(`
create table case_draft (
  id uuid primary key,                -- also the submission token of the case it becomes
  account_id uuid not null references account,
  procedure_id text not null,
  applicant_id uuid not null references party,
  delegate_id uuid references party,
  data jsonb not null default '{}',   -- the form as typed
  attachments jsonb not null default '[]',   -- [{field, documentId}]
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index case_draft_account on case_draft (account_id, updated_at);
`),
  down: (knex: Knex) => knex.schema.raw('drop table case_draft'),
};
