import type { Knex } from 'knex';
import type { Actor } from '../../../core/actor.js';
import { onlyVisibleCases } from '../../access.js';
import { formatDate, formatTime } from '../../format.js';

export interface PendingPaper {
  field: string;
  documentId: string;
  filename: string;
  size: string;
}

/**
 * Files that came with an earlier sending of the form, or as a scan, and belong to nothing yet. Of what a browser lists,
 * only one's own files and scans that wait.
 */
export const pendingPapers = async (
  db: Knex,
  actor: Actor,
  listed: { field: string; documentId: string }[],
): Promise<PendingPaper[]> => {
  if (listed.length === 0) return [];
  const rows = (await db('document')
    .leftJoin('scan', 'scan.document_id', 'document.id')
    .whereIn(
      'document.id',
      listed.map(({ documentId }) => documentId),
    )
    .whereNull('document.case_id')
    .whereNotExists(db('registration').select(db.raw('1')).whereRaw('registration.document_id = document.id'))
    .whereRaw(`(document.uploaded_by = ?::uuid or scan.status = 'waiting')`, [actor.id])
    .select({ documentId: 'document.id', filename: 'document.filename', size: 'document.size' })) as Omit<
    PendingPaper,
    'field'
  >[];
  const byId = new Map(rows.map((row) => [row.documentId, row]));
  return listed.flatMap(({ field, documentId }) => {
    const row = byId.get(documentId);
    return row ? [{ ...row, field }] : [];
  });
};

/**
 * What is known of a document that came by mail: who wrote, about what, and the moment at which it reached the Comune, which is
 * that of its presentation (domain document, E 12). Null for anything else.
 */
export const mailOf = async (
  db: Knex,
  documentId: string,
): Promise<{ correspondent: string; object: string; presentedDay: string; presentedTime: string } | null> => {
  const scan = (await db('scan')
    .where({ document_id: documentId })
    .whereNotNull('sender')
    .first('sender', 'subject', 'file_time')) as
    { sender: string; subject: string | null; file_time: Date } | undefined;
  return scan
    ? {
        correspondent: scan.sender,
        object: scan.subject ?? '',
        presentedDay: formatDate(scan.file_time),
        presentedTime: formatTime(scan.file_time),
      }
    : null;
};

/** The id of the case with that number, if the person needs to know it. */
export const visibleCase = async (db: Knex, actor: Actor, number: string): Promise<string | null> => {
  const row = (await db('case_file').where({ number }).modify(onlyVisibleCases(actor)).first('id')) as
    { id: string } | undefined;
  return row?.id ?? null;
};
