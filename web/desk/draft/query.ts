import type { Knex } from 'knex';
import type { CaseDraft } from '../../../db/transactions/case-drafts.js';

export interface AttachedFile {
  field: string;
  documentId: string;
  filename: string;
  /** Bytes. */
  size: number;
}

/** The files attached to a draft, in the order they came. */
export const attachedFiles = async (db: Knex, draft: CaseDraft): Promise<AttachedFile[]> => {
  if (draft.attachments.length === 0) return [];
  const rows = (await db('document')
    .whereIn(
      'id',
      draft.attachments.map(({ documentId }) => documentId),
    )
    .select('id', 'filename', 'size')) as { id: string; filename: string; size: string }[];
  const byId = new Map(rows.map((row) => [row.id, row]));
  return draft.attachments.flatMap(({ field, documentId }) => {
    const row = byId.get(documentId);
    return row ? [{ field, documentId, filename: row.filename, size: Number(row.size) }] : [];
  });
};
