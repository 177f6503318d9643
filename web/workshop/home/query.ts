import type { Knex } from 'knex';

/** What is published of a procedure, and what still waits for the engine or was refused since. */
export interface ProcedureRow {
  id: string;
  title: string;
  versionId: string;
  version: number;
  deployedAt: Date;
  createdBy: string;
  reason: string | null;
  openCases: number;
  /** Open cases that began under an earlier version and go on under it. */
  earlierCases: number;
  /** The newest attempt after the version in force; null when there is none. */
  attempt: {
    status: 'pending' | 'rejected';
    createdBy: string;
    createdAt: Date;
    error: string | null;
  } | null;
}

interface Row extends Omit<ProcedureRow, 'attempt'> {
  attemptStatus: 'pending' | 'rejected' | null;
  attemptBy: string;
  attemptAt: Date;
  attemptError: string | null;
}

/** The procedures in force by title, in one query. */
export const procedureRows = async (db: Knex): Promise<ProcedureRow[]> => {
  const { rows } = await db.raw<{ rows: Row[] }>(
    `with current as (
       select distinct on (procedure_id) * from procedure_version where status = 'deployed'
       order by procedure_id, engine_version desc)
     select current.procedure_id as id, current.bundle->'sheet'->>'title' as title, current.id as "versionId",
       current.engine_version as version, current.deployed_at as "deployedAt", current.created_by as "createdBy",
       current.reason, coalesce(cases.all_open, 0)::int as "openCases", coalesce(cases.earlier, 0)::int as "earlierCases",
       attempt.status as "attemptStatus", attempt.created_by as "attemptBy", attempt.created_at as "attemptAt",
       attempt.error as "attemptError"
     from current
     left join lateral (
       select count(*) as all_open, count(*) filter (where procedure_version_id <> current.id) as earlier
       from case_file where procedure_id = current.procedure_id and status = 'open') cases on true
     left join lateral (
       select * from procedure_version later
       where later.procedure_id = current.procedure_id and later.created_at > current.created_at
         and later.status <> 'deployed'
       order by later.created_at desc limit 1) attempt on true
     order by title`,
  );
  return rows.map(({ attemptStatus, attemptBy, attemptAt, attemptError, ...row }) => ({
    ...row,
    attempt: attemptStatus && {
      status: attemptStatus,
      createdBy: attemptBy,
      createdAt: attemptAt,
      error: attemptError,
    },
  }));
};
