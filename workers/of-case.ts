import type { Knex } from 'knex';
import { BusinessError, NotFoundError } from '../core/errors.js';
import { CaseFile } from '../db/models/case-file.js';
import { Letter } from '../db/models/letter.js';
import { Party } from '../db/models/party.js';

/** The case a job runs for. @throws NotFoundError */
export const caseOf = async (trx: Knex, caseId: string): Promise<CaseFile> => {
  const file = await CaseFile.query(trx).findById(caseId);
  if (!file) throw new NotFoundError('Pratica');
  return file;
};

/** Who asked. @throws NotFoundError */
export const applicantOf = async (trx: Knex, caseId: string): Promise<Party> => {
  const { applicantId } = await caseOf(trx, caseId);
  const party = await Party.query(trx).findById(applicantId);
  if (!party) throw new NotFoundError('Richiedente');
  return party;
};

/**
 * A letter of the case, locked until the transaction ends. A variable can be wrong, or mended wrongly: another case's
 * letter must never be registered or sent from here.
 * @throws BusinessError `letter.unknown`
 */
export const letterOf = async (trx: Knex, caseId: string, letterId: string): Promise<Letter> => {
  const letter = await Letter.query(trx).findOne({ id: letterId, case_id: caseId }).forUpdate();
  if (letter) return letter;
  throw new BusinessError('letter.unknown', {
    message: 'la lettera indicata non è di questa pratica.',
    remedy: 'Metti nella variabile «letteraId» una lettera della pratica e ritenta.',
  });
};
