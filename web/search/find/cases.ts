import type { Knex } from 'knex';
import type { FoundCase } from '../query.js';
import { groupOf, newestHits, type Group, type Wanted } from './group.js';

/** Cases by the names of their parties, by their subject and by what was answered in their form. */
export const foundCases = async (db: Knex, wanted: Wanted): Promise<Group<FoundCase>> =>
  groupOf(
    (await newestHits(db, 'case', wanted)
      .join('party', 'party.id', 'case_file.applicant_id')
      .select({
        id: 'case_file.id',
        number: 'case_file.number',
        subject: 'case_file.subject',
        status: 'case_file.status',
        outcome: 'case_file.outcome',
        openedAt: 'case_file.opened_at',
        dueDate: 'case_file.due_date',
        applicant: db.raw(
          `coalesce(party.organisation_name, concat_ws(' ', party.family_name, party.given_name))`,
        ),
      })) as (FoundCase & { total: number })[],
  );
