import type { Knex } from 'knex';
import type { Document } from '../../db/models/document.js';

export interface DocumentVersion {
  id: string;
  version: number;
  filename: string;
  size: string;
  sha256: string;
  createdAt: Date;
  uploadedBy: string | null;
}

/** All versions of a document, newest first. */
export const documentVersions = async (db: Knex, { id, versionOf }: Document): Promise<DocumentVersion[]> =>
  (await db('document')
    .leftJoin('account', 'account.id', 'document.uploaded_by')
    .where('document.id', versionOf ?? id)
    .orWhere('document.version_of', versionOf ?? id)
    .orderBy('document.version', 'desc')
    .select({
      id: 'document.id',
      version: 'document.version',
      filename: 'document.filename',
      size: 'document.size',
      sha256: 'document.sha256',
      createdAt: 'document.created_at',
      uploadedBy: 'account.display_name',
    })) as DocumentVersion[];

export interface DocumentPlace {
  caseNumber: string | null;
  registrationId: string | null;
  protocol: string | null;
  /** The readable content of a signed container. */
  twinId: string | null;
  twinType: string | null;
  twinName: string | null;
}

/** Where a document stands: its case, the registration that seals it, and what is inside it. */
export const documentPlace = async (db: Knex, document: Document): Promise<DocumentPlace> =>
  (await db('document')
    .leftJoin('case_file', 'case_file.id', 'document.case_id')
    .leftJoin('document as twin', 'twin.twin_of', 'document.id')
    .joinRaw(
      `left join registration on registration.document_id = coalesce(document.version_of, document.id)
        or registration.attachments @> jsonb_build_array(
          jsonb_build_object('documentId', coalesce(document.version_of, document.id)::text))`,
    )
    .where('document.id', document.id)
    .first({
      caseNumber: 'case_file.number',
      registrationId: 'registration.id',
      protocol: 'registration.protocol',
      twinId: 'twin.id',
      twinType: 'twin.media_type',
      twinName: 'twin.filename',
    })) as DocumentPlace;
