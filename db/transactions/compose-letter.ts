import type { Knex } from 'knex';
import type { Services } from '../../core/services.js';
import type { ComposedLetter } from '../../templates/compose.js';
import type { LetterCode } from '../../templates/letter-codes.js';
import type { LetterData } from '../../templates/letter-data.js';
import { Document } from '../models/document.js';
import type { Letter } from '../models/letter.js';

/** A letter's file, and what it was made with. */
export interface StoredLetter {
  document: Document;
  templateVersion: string;
  typesetter: string;
}

/** The text of a template is kept once, under its own hash: what was written with it can be made again for ever. */
const keepTemplate = async (
  trx: Knex,
  { templateVersion, sources }: ComposedLetter,
  at: Date,
): Promise<void> => {
  await trx('letter_template')
    .insert({ version: templateVersion, sources: JSON.stringify(sources), created_at: at })
    .onConflict('version')
    .ignore();
};

/**
 * Makes a letter's PDF and stores it as a document of its case, with the text of its template.
 * @throws BusinessError `letter.incomplete` naming the article that asks for what is missing
 */
export const storeLetter = async (
  services: Services,
  trx: Knex,
  letter: Pick<Letter, 'code' | 'caseId' | 'ownPart' | 'subject'>,
  data: LetterData,
  at: Date,
  direction: Document['direction'],
): Promise<StoredLetter> => {
  const composed = await services.letters.compose({
    code: letter.code as LetterCode,
    data,
    ownPart: letter.ownPart,
    at,
  });
  await keepTemplate(trx, composed, at);
  const stored = await services.documents.put(composed.pdf);
  const document = await Document.query(trx)
    .insert({
      caseId: letter.caseId,
      direction,
      title: letter.subject,
      filename: `${letter.code}-${data.case.number.replace('/', '-')}.pdf`,
      mediaType: 'application/pdf',
      size: String(stored.size),
      sha256: stored.sha256,
      storageKey: stored.storageKey,
      createdAt: at,
    })
    .returning('*');
  return { document, templateVersion: composed.templateVersion, typesetter: composed.typesetter };
};
