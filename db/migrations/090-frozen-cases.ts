import type { Knex } from 'knex';

/** A case stands still while a person decides what becomes of it: its other tasks can't be done and no letter leaves. */
export const frozenCases = {
  name: '090-frozen-cases',
  up: (knex: Knex) =>
    knex.schema.raw(`
alter table case_file
  add column frozen_for text,           -- why, in the office's words: decesso
  add column frozen_since timestamptz,
  add constraint case_file_frozen check ((frozen_for is null) = (frozen_since is null));
`),
  down: (knex: Knex) =>
    knex.schema.raw('alter table case_file drop column frozen_for, drop column frozen_since'),
};
