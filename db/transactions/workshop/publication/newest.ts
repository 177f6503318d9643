import type { Knex } from 'knex';
import { ConflictError } from '../../../../core/errors.js';

export interface Newest {
  id: string;
  createdBy: string;
  createdAt: Date;
}

/**
 * Of a procedure, the newest version in force or on its way to the engine; what the engine refused doesn't count. Nobody
 * else publishes until the transaction ends.
 */
export const heldNewest = async (trx: Knex.Transaction, procedureId: string): Promise<Newest | undefined> => {
  await trx.raw("select pg_advisory_xact_lock(hashtext('procedures'))"); // as publish.ts does for the folders
  return newestOf(trx, procedureId);
};

export const newestOf = async (db: Knex, procedureId: string): Promise<Newest | undefined> =>
  (await db('procedure_version')
    .where({ procedure_id: procedureId })
    .whereNot({ status: 'rejected' })
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'engine_version', order: 'desc', nulls: 'first' },
    ])
    .first({ id: 'id', createdBy: 'created_by', createdAt: 'created_at' })) as Newest | undefined;

const when = new Intl.DateTimeFormat('it-IT', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Europe/Rome',
});

/** @throws ConflictError when somebody published after the draft was begun: theirs would be undone unseen */
export const demandNewest = (newest: Newest | undefined, baseVersionId: string | null): void => {
  if ((newest?.id ?? null) === baseVersionId || !newest) return;
  throw new ConflictError('procedure.overtaken', {
    message: `Intanto ${newest.createdBy} ha pubblicato un’altra versione, il ${when.format(newest.createdAt)}.`,
    remedy:
      'La bozza è ancora qui. Inizia una bozza dalla versione nuova e riporta lì le modifiche: il confronto le elenca.',
  });
};
