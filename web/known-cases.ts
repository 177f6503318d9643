import type { Knex } from 'knex';
import type { Actor } from '../core/actor.js';
import { onlyVisibleCases } from './access.js';

/**
 * Rows about no case, or about one that the reader may know.
 * @param column in the query, where the case's id is: `contact.case_id`
 */
export const onlyAboutKnownCases =
  (db: Knex, actor: Actor, column: string) =>
  (query: Knex.QueryBuilder): void => {
    const known = db('case_file as known')
      .select(db.raw('1'))
      .whereRaw('known.id = ??', [column])
      .modify(onlyVisibleCases(actor, 'known'));
    void query.where((either) => void either.whereNull(column).orWhereExists(known));
  };
