import type { Knex } from 'knex';
import { ConflictError } from '../../../core/errors.js';
import type { JsonObject } from '../../../core/json.js';
import type { Services } from '../../../core/services.js';
import { registersNext } from '../../../processes/catalogue/registers-next.js';
import type { LetterCode } from '../../../templates/letter-codes.js';
import type { CaseFile } from '../../models/case-file.js';
import { Letter } from '../../models/letter.js';
import { signedCopyOf } from './signed-copy.js';

/**
 * Where the Comune wants a letter signed digitally, the task that signs it isn't done before its signed copy is there: else
 * the registration that follows would stop.
 * @throws ConflictError `letter.unsigned`
 */
export const demandSignedCopy = async (
  services: Services,
  trx: Knex,
  file: CaseFile,
  { elementId, answers }: { elementId: string; answers: JsonObject },
): Promise<void> => {
  const { signedDigitally } = services.catalogue.municipality;
  if (signedDigitally.length === 0) return;
  const { model } = await services.catalogue.version(file.procedureVersionId);
  if (!registersNext(model, elementId, answers)) return;
  const draft = await Letter.query(trx)
    .where({ case_id: file.id, status: 'draft' })
    .orderBy('created_at', 'desc')
    .first();
  if (!draft || !signedDigitally.includes(draft.code as LetterCode)) return;
  if (await signedCopyOf(trx, draft.id)) return;
  throw new ConflictError('letter.unsigned', {
    message: 'La lettera va firmata digitalmente, e la copia firmata non c’è ancora.',
    remedy:
      'Aprila qui accanto, tra le lettere da firmare, firmala o carica il file firmato; poi torna e completa il compito.',
  });
};
