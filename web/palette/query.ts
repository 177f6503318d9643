import type { Knex } from 'knex';
import { onlyVisibleCases } from '../access.js';
import type { Person } from '../inbox/query.js';

export interface RecentCase {
  id: string;
  number: string;
  subject: string;
  applicant: string;
}

/** How far back in one's own readings, and how many cases of them. */
const readingsAtMost = 100;
const casesAtMost = 8;

/** The cases that somebody opened last, as the trail knows it, and may still know. */
export const recentCases = async (db: Knex, actor: Person): Promise<RecentCase[]> =>
  (await db
    .with('reading', (query) =>
      query
        .from('audit')
        .where({ actor_id: actor.id, act: 'pratica.letta' })
        .orderBy('id', 'desc')
        .limit(readingsAtMost)
        .select('case_id', 'id'),
    )
    .from(db('reading').groupBy('case_id').select('case_id').max('id as last').as('read'))
    .join('case_file', 'case_file.id', 'read.case_id')
    .join('party', 'party.id', 'case_file.applicant_id')
    .modify(onlyVisibleCases(actor))
    .orderBy('read.last', 'desc')
    .limit(casesAtMost)
    .select({
      id: 'case_file.id',
      number: 'case_file.number',
      subject: 'case_file.subject',
      applicant: db.raw(
        `coalesce(party.organisation_name, concat_ws(' ', party.family_name, party.given_name))`,
      ),
    })) as RecentCase[];
