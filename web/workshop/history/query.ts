import type { Knex } from 'knex';

/** One version of a procedure: who, when, why. */
export interface HistoryRow {
  id: string;
  version: number | null;
  status: 'pending' | 'deployed' | 'rejected';
  createdAt: Date;
  createdBy: string;
  deployedAt: Date | null;
  reason: string | null;
  error: string | null;
  /** Who said yes; null for what comes from the folders or was restored. */
  approvedBy: string | null;
  /** Number of the earlier version whose content it repeats. */
  restores: number | null;
  openCases: number;
}

/** All versions of a procedure, the newest first, in one query. */
export const historyOf = async (db: Knex, procedureId: string): Promise<HistoryRow[]> => {
  const { rows } = await db.raw<{ rows: HistoryRow[] }>(
    `select version.id, version.engine_version as version, version.status, version.created_at as "createdAt",
       version.created_by as "createdBy", version.deployed_at as "deployedAt", version.reason, version.error,
       request.decided_by as "approvedBy", earlier.engine_version as restores,
       (select count(*)::int from case_file where procedure_version_id = version.id and status = 'open') as "openCases"
     from procedure_version version
     left join publication_request request on request.version_id = version.id
     left join procedure_version earlier on earlier.id = version.restored_from
     where version.procedure_id = ?
     order by version.created_at desc, version.engine_version desc nulls first`,
    [procedureId],
  );
  return rows;
};
