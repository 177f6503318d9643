import type { Knex } from 'knex';

/** The newest copy of a letter, and who signed it. */
export interface SigningState {
  copyId: string;
  documentId: string;
  filename: string;
  sha256: string;
  preparedAt: Date;
  signedDocumentId: string | null;
  method: 'upload' | 'service' | 'simulation' | null;
  signer: string | null;
  signerCode: string | null;
  acceptedAt: Date | null;
  acceptedBy: string | null;
}

export const signingState = async (db: Knex, letterId: string): Promise<SigningState | undefined> =>
  (await db('letter_copy as copy')
    .join('document', 'document.id', 'copy.document_id')
    .leftJoin('letter_signature as signature', 'signature.copy_id', 'copy.id')
    .leftJoin('account', 'account.id', 'signature.accepted_by')
    .where('copy.letter_id', letterId)
    .orderBy('copy.prepared_at', 'desc')
    .first({
      copyId: 'copy.id',
      documentId: 'copy.document_id',
      filename: 'document.filename',
      sha256: 'document.sha256',
      preparedAt: 'copy.prepared_at',
      signedDocumentId: 'signature.document_id',
      method: 'signature.method',
      signer: 'signature.signer',
      signerCode: 'signature.signer_code',
      acceptedAt: 'signature.accepted_at',
      acceptedBy: 'account.display_name',
    })) as SigningState | undefined;

/** A letter of a case that waits to be signed or registered. */
export interface WaitingLetter {
  id: string;
  code: string;
  subject: string;
  isSigned: boolean;
}

/** The drafts of a case, newest first. */
export const waitingLetters = async (db: Knex, caseId: string): Promise<WaitingLetter[]> =>
  (await db('letter')
    .where({ case_id: caseId, status: 'draft' })
    .orderBy('created_at', 'desc')
    .select({
      id: 'id',
      code: 'code',
      subject: 'subject',
      isSigned: db.raw(`exists (select from letter_copy copy join letter_signature on copy_id = copy.id
        where copy.letter_id = letter.id and not exists (select from letter_copy newer
          where newer.letter_id = letter.id and newer.prepared_at > copy.prepared_at))`),
    })) as WaitingLetter[];
