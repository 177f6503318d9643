import type { Knex } from 'knex';

/** The message by which every diagram lets the applicant withdraw: an event subprocess that each of them has. */
export const withdrawalMessage = 'rinuncia';

/** The names of those who asked: a withdrawal of the request is theirs together, one who leaves alone ends a role. */
export const applicantsOf = async (db: Knex, caseId: string): Promise<string[]> => {
  const rows = (await db('case_party')
    .join('party', 'party.id', 'case_party.party_id')
    .where({ case_id: caseId })
    .whereIn('role', ['applicant', 'co-applicant'])
    .orderBy(['role', 'party.family_name'])
    .select({
      name: db.raw(`coalesce(party.organisation_name, concat_ws(' ', party.given_name, party.family_name))`),
    })) as { name: string }[];
  return rows.map(({ name }) => name);
};
