import type { Knex } from 'knex';

export interface RowCases {
  /** The row was imported already: its case. */
  opened: string | null;
  /** Another open case of the same procedure for the same party, to look at before opening one more. */
  similar: string | null;
}

/** What the data bank already holds of a row. */
export const casesOfRow = async (
  db: Knex,
  row: { token: string; principalId: string | undefined; procedureId: string },
): Promise<RowCases> => {
  const found = (await db('case_file')
    .where({ submission_token: row.token })
    .orWhere((other) => {
      if (!row.principalId) return void other.whereRaw('false');
      void other.where({ applicant_id: row.principalId, procedure_id: row.procedureId, status: 'open' });
    })
    .whereRaw('not restricted')
    .select('number', { token: 'submission_token' })
    .orderBy('number', 'desc')
    .limit(20)) as { number: string; token: string }[];
  const opened = found.find(({ token }) => token === row.token)?.number ?? null;
  return { opened, similar: opened ? null : (found[0]?.number ?? null) };
};
