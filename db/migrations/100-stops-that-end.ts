import type { Knex } from 'knex';

/**
 * A stop for which the law sets no end may end by itself when the days to answer have passed. Lines written before stand as
 * they stood: a case keeps the rules under which it was opened.
 */
export const stopsThatEnd = {
  name: '100-stops-that-end',
  up: (knex: Knex) =>
    knex.schema.raw('alter table term_event add column goes_on boolean not null default false'),
  down: (knex: Knex) => knex.schema.raw('alter table term_event drop column goes_on'),
};
