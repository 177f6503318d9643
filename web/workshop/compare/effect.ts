import type { Knex } from 'knex';

export interface Effect {
  /** Open cases of the procedure. */
  openCases: number;
  /** Where they run, newest version first. */
  versions: { version: number; count: number }[];
}

/** Whom a new version of a procedure leaves as they are: its open cases, by the version they run on. */
export const effectOn = async (db: Knex, procedureId: string): Promise<Effect> => {
  const { rows } = await db.raw<{ rows: Effect['versions'] }>(
    `select version.engine_version as version, count(*)::int as count
     from case_file join procedure_version version on version.id = case_file.procedure_version_id
     where case_file.procedure_id = ? and case_file.status = 'open'
     group by version.engine_version order by version.engine_version desc`,
    [procedureId],
  );
  return { openCases: rows.reduce((sum, { count }) => sum + count, 0), versions: rows };
};
