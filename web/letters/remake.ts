import { createHash } from 'node:crypto';
import { BusinessError } from '../../core/errors.js';
import type { Services } from '../../core/services.js';
import { Document } from '../../db/models/document.js';
import { LetterCopy } from '../../db/models/letter-copy.js';
import type { Letter } from '../../db/models/letter.js';
import type { LetterCode } from '../../templates/letter-codes.js';
import type { LetterData } from '../../templates/letter-data.js';
import type { TemplateSources } from '../../templates/safe/environment.js';
import { typesetterVersion } from '../../templates/typesetter-version.js';

/** How a letter that was made again compares with the one that is kept. */
export interface Remade {
  isSame: boolean;
  sha256: string;
  /** Of the kept file; of a signed one, of what was signed. */
  kept: string;
  /** The text kept with it still has the hash by which it is called. */
  isTemplateIntact: boolean;
  /** Programs and fonts then and now, where they differ. */
  typesetter: { before: string; now: string } | null;
}

/** The file that a letter's data make: for a signed one the copy that was signed, which the signature only adds to. */
const madeFile = async ({ db }: Services, letter: Letter): Promise<Document> => {
  const copy = letter.registrationId
    ? await LetterCopy.query(db)
        .joinRaw('join letter_signature on letter_signature.copy_id = letter_copy.id')
        .where({ 'letter_copy.letter_id': letter.id, 'letter_signature.document_id': letter.documentId })
        .select('letter_copy.*')
        .first()
    : undefined;
  const id = copy?.documentId ?? letter.documentId ?? letter.draftDocumentId ?? '';
  return Document.query(db).findById(id).throwIfNotFound();
};

/**
 * Makes a letter again from its stored data and its stored text, and compares the bytes.
 * @throws BusinessError `letter.no-template` for a letter older than the keeping of texts
 */
export const remakeLetter = async (services: Services, letter: Letter): Promise<Remade> => {
  const row = (await services
    .db('letter_template')
    .where({ version: letter.templateVersion })
    .first('sources')) as { sources: string } | undefined;
  if (!row) throw noTemplate();
  const kept = await madeFile(services, letter);
  const made = await services.letters.recompose({
    code: letter.code as LetterCode,
    data: letter.data as unknown as LetterData,
    sources: JSON.parse(row.sources) as TemplateSources,
    at: letter.composedAt ?? letter.createdAt,
  });
  const now = typesetterVersion();
  return {
    isSame: made.sha256 === kept.sha256,
    sha256: made.sha256,
    kept: kept.sha256,
    isTemplateIntact: createHash('sha256').update(row.sources).digest('hex') === letter.templateVersion,
    typesetter: letter.typesetter === now ? null : { before: letter.typesetter, now },
  };
};

const noTemplate = (): BusinessError =>
  new BusinessError('letter.no-template', {
    message:
      'Di questa lettera non è conservato il testo del modello: è più vecchia della conservazione dei modelli.',
    remedy: 'Fa fede il file protocollato, con la sua impronta nel registro.',
  });
