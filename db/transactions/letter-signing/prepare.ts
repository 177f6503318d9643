import type { Knex } from 'knex';
import type { Actor } from '../../../core/actor.js';
import { ConflictError, NotFoundError } from '../../../core/errors.js';
import type { JsonObject } from '../../../core/json.js';
import type { Services } from '../../../core/services.js';
import type { LetterData } from '../../../templates/letter-data.js';
import { audit } from '../../audit.js';
import { Letter } from '../../models/letter.js';
import { LetterCopy } from '../../models/letter-copy.js';
import { storeLetter } from '../compose-letter.js';
import { termToday } from '../letters.js';

/** A letter that can still be signed, locked. @throws NotFoundError, ConflictError `letter.registered` */
export const lockDraft = async (trx: Knex.Transaction, letterId: string): Promise<Letter> => {
  const letter = await Letter.query(trx).findById(letterId).forUpdate();
  if (!letter) throw new NotFoundError('Lettera');
  if (letter.status === 'draft') return letter;
  throw new ConflictError('letter.registered', {
    message: 'La lettera è già protocollata: non si firma più.',
    remedy: 'Se è sbagliata si annulla la registrazione e se ne scrive un’altra.',
  });
};

/**
 * Makes the copy that is to be signed: as it will leave, without the mark of a draft, with today's date and the term as of
 * today. A copy that was there before, signed or not, no longer counts.
 */
export const prepareCopy = async (services: Services, actor: Actor, letterId: string): Promise<LetterCopy> =>
  services.db.transaction(async (trx) => {
    const letter = await lockDraft(trx, letterId);
    const at = services.clock.now();
    const draft = letter.data as unknown as LetterData;
    const data: LetterData = {
      ...draft,
      ...(await termToday(services, trx, letter, draft, at)),
      letter: { ...draft.letter, date: at.toISOString(), protocol: null, signature: 'digital' },
    };
    const { document, ...made } = await storeLetter(services, trx, letter, data, at, 'internal');
    const copy = await LetterCopy.query(trx)
      .insert({
        ...made,
        letterId,
        data: data as unknown as JsonObject,
        documentId: document.id,
        preparedAt: at,
        preparedBy: actor.id,
      })
      .returning('*');
    const details = { lettera: letter.code, impronta: document.sha256 };
    await audit(trx, { at, actor, act: 'lettera.preparata', caseId: letter.caseId, details });
    return copy;
  });
