import type { Knex } from 'knex';
import { NotFoundError } from '../../../core/errors.js';
import type { Translate } from '../../i18n.js';

export interface Outcome {
  status: 'pending' | 'deployed' | 'rejected';
  /** Number of the version in the engine; null before it is deployed. */
  version: number | null;
  /** The sentence of the page: «deployed» is said only when the engine has answered. */
  message: string;
}

interface Row {
  status: Outcome['status'];
  version: number | null;
  error: string | null;
  attempts: number | null;
  openCases: number;
}

/** What became of a version that was sent to the engine. @throws NotFoundError */
export const outcomeOf = async (db: Knex, versionId: string, t: Translate): Promise<Outcome> => {
  const { rows } = await db.raw<{ rows: Row[] }>(
    `select version.status, version.engine_version as version, version.error, command.attempts,
       (select count(*)::int from case_file
        where procedure_id = version.procedure_id and status = 'open' and procedure_version_id <> version.id) as "openCases"
     from procedure_version version
     left join lateral (
       select attempts from engine_command
       where kind = 'deploy' and payload->>'procedureVersionId' = version.id::text order by id desc limit 1) command on true
     where version.id = ?`,
    [versionId],
  );
  const [row] = rows;
  if (!row) throw new NotFoundError('Versione');
  return { status: row.status, version: row.version, message: sentence(row, t) };
};

const sentence = ({ status, version, error, attempts, openCases }: Row, t: Translate): string => {
  if (status === 'rejected') return t('workshop.outcome.rejected', { reason: error ?? '' });
  if (status === 'pending')
    return t(attempts ? 'workshop.outcome.waiting' : 'workshop.outcome.pending', { attempts: attempts ?? 0 });
  const done = t('workshop.outcome.deployed', { version: version ?? 0 });
  return openCases > 0 ? `${done} ${t('workshop.outcome.cases', { count: openCases })}` : done;
};
