import type { Knex } from 'knex';
import type { LetterData } from '../../../templates/letter-data.js';
import { Document } from '../../models/document.js';
import type { Letter } from '../../models/letter.js';

/**
 * What goes out with a letter: the letter itself first, then the copies that it promises (L12: of the request, DPR 184/2006
 * art. 3), in the version that it names by its hash.
 */
export const papersOf = async (db: Knex, { caseId, documentId, data }: Letter): Promise<Document[]> => {
  const letter = await Document.query(db)
    .findById(documentId ?? '')
    .throwIfNotFound();
  const { opposition } = (data as unknown as LetterData).content ?? {};
  if (!opposition?.copy) return [letter];
  const copy = await Document.query(db)
    .where({ case_id: caseId, sha256: opposition.copy.sha256, direction: 'incoming' })
    .orderBy('created_at')
    .first();
  return copy ? [letter, copy] : [letter];
};
