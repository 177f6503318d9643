import type { Knex } from 'knex';
import { Document } from '../models/document.js';
import type { RegisteredAttachment } from '../models/registration.js';

/** A document uploaded before, and the form field it answers. */
export interface Attachment {
  field: string;
  documentId: string;
}

/**
 * Makes uploaded documents part of a case. One that belongs to a case already stays where it is.
 * @returns what the register notes of each: id, title, hash
 */
export const attachDocuments = async (
  trx: Knex,
  caseId: string,
  attachments: Attachment[],
): Promise<RegisteredAttachment[]> => {
  const noted: RegisteredAttachment[] = [];
  for (const { field, documentId } of attachments) {
    await Document.query(trx).patch({ caseId, field }).where({ id: documentId }).whereNull('case_id');
    const document = await Document.query(trx).findOne({ id: documentId, case_id: caseId });
    if (document) noted.push({ documentId, title: document.title, sha256: document.sha256 });
  }
  return noted;
};
