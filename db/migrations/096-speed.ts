import type { Knex } from 'knex';

/** The dispatcher takes the oldest pending commands first, and looks for earlier ones of the same case. */
export const speed = {
  name: '096-speed',
  up: (knex: Knex) =>
    knex.schema.raw(`
drop index engine_command_pending;
create index engine_command_pending on engine_command (id) where status = 'pending';
create index engine_command_pending_case on engine_command (case_id, id) where status = 'pending';
`),
  down: (knex: Knex) =>
    knex.schema.raw(`
drop index engine_command_pending_case;
drop index engine_command_pending;
create index engine_command_pending on engine_command (next_attempt_at, id) where status = 'pending';
`),
};
