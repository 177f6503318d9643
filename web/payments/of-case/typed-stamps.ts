import type { Knex } from 'knex';
import type { StampedPaper } from '../../../db/transactions/payments/note-stamp.js';

export interface TypedStamp {
  paper: StampedPaper;
  serial: string;
  stampedOn: null;
}

const read = `
  select 'application' as paper, application->>'bolloIstanza' as serial from case_file
    where id = :caseId and application->>'bolloIstanza' <> ''
  union all
  (select 'act', data->>'bollo' from task_result
    where case_id = :caseId and data->>'bollo' <> '' order by completed_at desc limit 1)`;

/**
 * The numbers of stamps that somebody wrote where a form asks for them: `bolloIstanza` with the application, `bollo` for
 * the act, the last of them. Nobody is asked again.
 */
export const typedStamps = async (db: Knex, caseId: string): Promise<TypedStamp[]> => {
  const { rows } = await db.raw<{ rows: Omit<TypedStamp, 'stampedOn'>[] }>(read, { caseId });
  return rows.map((row) => ({ ...row, stampedOn: null }));
};
