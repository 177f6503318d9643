import type { Knex } from 'knex';
import { ConflictError, NotFoundError } from '../../../core/errors.js';

/** A procedure being changed: files that belong together, not in force anywhere. */
export interface ProcedureDraft {
  id: string;
  procedureId: string;
  title: string;
  /** The version it was begun from; null for a procedure that isn't in force yet. */
  baseVersionId: string | null;
  status: 'open' | 'published' | 'discarded';
  createdAt: Date;
  createdBy: string;
  updatedAt: Date;
}

export const draftColumns = {
  id: 'procedure_draft.id',
  procedureId: 'procedure_draft.procedure_id',
  title: 'procedure_draft.title',
  baseVersionId: 'procedure_draft.base_version_id',
  status: 'procedure_draft.status',
  createdAt: 'procedure_draft.created_at',
  createdBy: 'procedure_draft.created_by',
  updatedAt: 'procedure_draft.updated_at',
};

/** @throws NotFoundError */
export const draftById = async (db: Knex, id: string): Promise<ProcedureDraft> => {
  const draft = (await db('procedure_draft').where({ id }).first(draftColumns)) as ProcedureDraft | undefined;
  if (!draft) throw new NotFoundError('Bozza');
  return draft;
};

/**
 * The draft, held until the transaction ends, so that nothing changes it meanwhile.
 * @throws NotFoundError
 * @throws ConflictError when it was published or thrown away: what is written now would be read by nobody
 */
export const holdOpenDraft = async (trx: Knex.Transaction, id: string): Promise<ProcedureDraft> => {
  const draft = (await trx('procedure_draft').where({ id }).forUpdate().first(draftColumns)) as
    ProcedureDraft | undefined;
  if (!draft) throw new NotFoundError('Bozza');
  if (draft.status === 'open') return draft;
  throw new ConflictError('draft.closed', {
    message:
      draft.status === 'published' ? 'Questa bozza è stata pubblicata.' : 'Questa bozza è stata eliminata.',
    remedy: 'Apri una nuova bozza dall’officina: quello che hai scritto qui è ancora sullo schermo.',
  });
};
