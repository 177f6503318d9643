import type { Knex } from 'knex';
import type { Letter } from '../../models/letter.js';
import { Document } from '../../models/document.js';
import { LetterCopy, LetterSignature } from '../../models/letter-copy.js';

/** The copy that was prepared last: an older one is signed by nobody any more. */
export const newestCopy = (trx: Knex, letterId: string): Promise<LetterCopy | undefined> =>
  LetterCopy.query(trx).where({ letter_id: letterId }).orderBy('prepared_at', 'desc').first().execute();

export type SignedCopy = Pick<Letter, 'data' | 'templateVersion' | 'typesetter' | 'composedAt'> & {
  document: Document;
};

/** The signed file of a letter, with what it says; undefined while its newest copy isn't signed. */
export const signedCopyOf = async (trx: Knex, letterId: string): Promise<SignedCopy | undefined> => {
  const copy = await newestCopy(trx, letterId);
  const signature = copy && (await LetterSignature.query(trx).findById(copy.id));
  if (!copy || !signature) return undefined;
  const { data, templateVersion, typesetter, preparedAt } = copy;
  const document = await Document.query(trx).findById(signature.documentId).throwIfNotFound();
  return { data, templateVersion, typesetter, composedAt: preparedAt, document };
};
