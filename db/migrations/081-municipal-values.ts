import type { Knex } from 'knex';

/** What the municipality has set since, beside the values it began with (processes/valori.yaml). */
export const municipalValues = {
  name: '081-municipal-values',
  up: (knex: Knex) =>
    knex.schema.raw(`
create table municipal_value (
  id bigint generated always as identity primary key,
  name text not null,
  value numeric(14, 4) not null,
  valid_from date not null,
  source text not null,
  set_at timestamptz not null,
  set_by text not null
);
create index municipal_value_name on municipal_value (name, valid_from, id);
create trigger municipal_value_is_append_only before update or delete on municipal_value
  for each row execute function refuse_change();
`),
  down: (knex: Knex) => knex.schema.raw('drop table municipal_value'),
};
