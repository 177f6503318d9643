import type { Knex } from 'knex';

export interface WaitingScan {
  id: string;
  filename: string;
  documentId: string | null;
  size: string | null;
  mediaType: string | null;
  takenAt: Date;
  /** Who wrote, of what came by PEC; null for what the scanner brought. */
  sender: string | null;
  arrivedAt: Date;
  /** Why it was refused: a message `scans.refusal.<reason>`. */
  refusal: string | null;
}

/** Scans that nobody has filed yet, oldest first. */
export const waitingScans = async (db: Knex): Promise<WaitingScan[]> =>
  (await db('scan')
    .leftJoin('document', 'document.id', 'scan.document_id')
    .whereIn('scan.status', ['waiting', 'refused'])
    .orderBy('scan.taken_at')
    .limit(100)
    .select({
      id: 'scan.id',
      filename: 'scan.filename',
      documentId: 'scan.document_id',
      size: 'document.size',
      mediaType: 'document.media_type',
      takenAt: 'scan.taken_at',
      sender: 'scan.sender',
      arrivedAt: 'scan.file_time',
      refusal: 'scan.refusal',
    })) as WaitingScan[];

/** How many scans wait, for the desk's first page. */
export const waitingScanCount = async (db: Knex): Promise<number> =>
  Number(
    ((await db('scan').whereIn('status', ['waiting', 'refused']).count('id as n').first()) as { n: string })
      .n,
  );
